import { searchLists } from './listSearch';

/** What the editor asks the node for while somebody fills it in. */
export const pollTriggerMethods = {
	listSearch: { searchLists },
};
