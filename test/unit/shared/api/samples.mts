import type { INode } from 'n8n-workflow';

import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';

export const node: INode = {
	id: 'node',
	name: 'SailPoint ISC',
	type: 'n8n-nodes-sailpoint-isc.isc',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export const buildSampleRequest = (more: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'GET',
	path: '/accounts/v1',
	query: {},
	headers: {},
	...more,
});

export const buildSampleResponse = (more: Partial<ApiResponse> = {}): ApiResponse => ({
	status: 200,
	statusMessage: '',
	headers: {},
	body: undefined,
	...more,
});
