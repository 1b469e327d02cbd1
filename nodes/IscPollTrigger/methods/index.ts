import { searchLists } from './searchLists';

/** What the editor asks the node for while somebody fills it in. */
export const pollTriggerMethods = {
	listSearch: { searchLists },
};
