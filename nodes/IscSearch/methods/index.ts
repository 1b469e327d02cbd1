import { getQueryPreview } from './resourceMapping';
import { searchSavedSearches } from './listSearch';

/** Methods that the editor calls for dynamic lists and options. */
export const searchMethods = {
	listSearch: { searchSavedSearches },
	resourceMapping: { getQueryPreview },
};
