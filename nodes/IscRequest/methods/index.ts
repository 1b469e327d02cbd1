import { getValueFields } from './getValueFields';
import { searchChangeableFields } from './searchChangeableFields';
import {
	getFilterFields,
	getFilterOperators,
	getFilterPreview,
	getSortFields,
} from './listingOptions';
import { getServices, searchOperations } from './searchOperations';
import { searchPathValue } from './searchPathValues';

/** What the editor asks the node for while somebody fills it in. */
export const methods = {
	loadOptions: {
		getServices,
		getFilterFields,
		getFilterOperators,
		getFilterPreview,
		getSortFields,
	},
	listSearch: {
		searchOperations,
		searchPathValue1: searchPathValue(0),
		searchPathValue2: searchPathValue(1),
		searchPathValue3: searchPathValue(2),
		searchChangeableFields,
	},
	resourceMapping: { getValueFields },
};
