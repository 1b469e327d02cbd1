import { getQueryPreview } from './loadOptions';
import { searchSavedSearches } from './listSearch';

/** What the editor asks the node for while somebody fills it in. */
export const searchMethods = {
	loadOptions: { getQueryPreview },
	listSearch: { searchSavedSearches },
};
