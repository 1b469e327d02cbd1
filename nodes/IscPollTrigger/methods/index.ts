import { searchLists } from './listSearch';

/** Methods that the editor calls. */
export const pollTriggerMethods = {
	listSearch: { searchLists },
};
