import set from 'lodash/set';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	IWorkflowExecuteAdditionalData,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import './n8nSettings.mts';
import { LoadOptionsContext } from 'n8n-core';

import { Isc } from '../../nodes/Isc/Isc.node.ts';
import type { CredentialStore } from './credentialStore.mts';
import { createWorkflow } from './workflow.mts';

type Method<T> = (this: ILoadOptionsFunctions, filter?: string, token?: string) => Promise<T>;

/**
 * Returns a function that calls a method of a node as the editor does, in n8n-core's own context.
 * @param unresolved paths of parameters with an expression that has no data: the editor sends null for them
 */
export function createEditorCall(
	nodeType: INodeType,
	store: CredentialStore,
	parameters: IDataObject,
	unresolved: string[] = [],
) {
	const { workflow, node } = createWorkflow(nodeType, store, parameters as never);
	const currentNodeParameters = NodeHelpers.getNodeParameters(
		nodeType.description.properties,
		parameters as never,
		true,
		false,
		node,
		nodeType.description,
	);
	for (const path of unresolved) set(currentNodeParameters!, path, null);
	return async <T,>(method: Method<T>, path: string, filter?: string, token?: string): Promise<T> =>
		await method.call(
			new LoadOptionsContext(
				workflow,
				node,
				{
					credentialsHelper: store,
					currentNodeParameters,
				} as unknown as IWorkflowExecuteAdditionalData,
				path,
			),
			filter,
			token,
		);
}

/** The node as it is being filled in: asks its methods what the editor asks them. */
export function editorFor(
	store: CredentialStore,
	parameters: IDataObject,
	unresolved: string[] = [],
) {
	const nodeType = new Isc();
	const ask = createEditorCall(nodeType as INodeType, store, parameters, unresolved);
	const { loadOptions, listSearch, resourceMapping } = nodeType.methods;
	return {
		options: async (name: keyof typeof loadOptions, path = 'parameters.x') =>
			await ask<INodePropertyOptions[]>(loadOptions[name], path),
		search: async (name: keyof typeof listSearch, filter?: string, token?: string) =>
			await ask<INodeListSearchResult>(listSearch[name], 'parameters.x', filter, token),
		fields: async () =>
			(await ask<ResourceMapperFields>(resourceMapping.getOperationFields, 'parameters.values'))
				.fields,
		attributesNotice: async () =>
			(
				await ask<ResourceMapperFields>(
					resourceMapping.getAttributesNotice,
					'parameters.attributesNotice',
				)
			).emptyFieldsNotice,
		filterPreview: async () =>
			(
				await ask<ResourceMapperFields>(
					resourceMapping.getFilterPreview,
					'parameters.filterPreview',
				)
			).emptyFieldsNotice,
	};
}
