import {
	referenceSearches,
	searchOperations,
	searchPatchFields,
	searchPathParameter,
} from './listSearch';
import { getFilterFields, getFilterOperators, getServices, getSortFields } from './loadOptions';
import { getAttributesNotice, getFilterPreview, getOperationFields } from './resourceMapping';

/** Methods that the editor calls while the user fills in the node. */
export const iscMethods = {
	loadOptions: { getServices, getFilterFields, getFilterOperators, getSortFields },
	listSearch: {
		searchOperations,
		searchPathParameter1: searchPathParameter(0),
		searchPathParameter2: searchPathParameter(1),
		searchPathParameter3: searchPathParameter(2),
		searchPatchFields,
		...referenceSearches,
	},
	resourceMapping: { getAttributesNotice, getFilterPreview, getOperationFields },
};
