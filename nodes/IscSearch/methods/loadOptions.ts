import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readQueryString } from '../parameters/readQuery';

/** Returns a single option: the query to send, as a preview. */
export async function getQueryPreview(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	try {
		const query = readQueryString((name) => this.getCurrentNodeParameter(name));
		return [{ name: query, value: '' }];
	} catch (error) {
		return [{ name: (error as Error).message, value: '' }];
	}
}
