import { getQueryPreview } from './loadOptions';
import { searchSavedSearches } from './listSearch';

/** Methods that the editor calls for dynamic lists and options. */
export const searchMethods = {
	loadOptions: { getQueryPreview },
	listSearch: { searchSavedSearches },
};
