import { getOperationFields } from './resourceMapping';
import {
	searchPatchFields,
	getServices,
	searchOperations,
	searchPathParameter,
} from './listSearch';
import {
	getFilterFields,
	getFilterOperators,
	getFilterPreview,
	getSortFields,
} from './loadOptions';

/** What the editor asks the node for while somebody fills it in. */
export const iscMethods = {
	loadOptions: {
		getServices,
		getFilterFields,
		getFilterOperators,
		getFilterPreview,
		getSortFields,
	},
	listSearch: {
		searchOperations,
		searchPathValue1: searchPathParameter(0),
		searchPathValue2: searchPathParameter(1),
		searchPathValue3: searchPathParameter(2),
		searchChangeableFields: searchPatchFields,
	},
	resourceMapping: { getValueFields: getOperationFields },
};
