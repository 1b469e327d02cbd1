import { getQueryPreview } from './getQueryPreview';
import { searchSavedSearches } from './searchSavedSearches';

/** What the editor asks the node for while somebody fills it in. */
export const searchMethods = {
	loadOptions: { getQueryPreview },
	listSearch: { searchSavedSearches },
};
