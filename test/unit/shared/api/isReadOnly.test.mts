import type { IHttpRequestMethods } from 'n8n-workflow';

import { findOperationByRequest } from '../../../../nodes/shared/catalogue/findOperation.ts';
import { buildRequest } from '../../../../nodes/shared/catalogue/buildRequest/buildRequest.ts';
import { getOperationById, listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import { isReadOnly } from '../../../../nodes/shared/api/isReadOnly.ts';

test.each<[IHttpRequestMethods, string, boolean]>([
	['GET', '/accounts/v1', true],
	['HEAD', '/accounts/v1', true],
	['POST', '/accounts/v1', false],
	['PUT', '/search/v1', false],
	['PATCH', '/accounts/v1/1', false],
	['DELETE', '/accounts/v1/1', false],
	['POST', '/search/v1', true],
	['POST', '/v2025/search/count', true],
	['POST', '/search/v1/aggregate/', true],
	['POST', '/roles/v1/filter', true],
	['POST', '/roles/v1', false],
	['POST', '/saved-searches/v1', false],
	['POST', '/saved-searches/v1/1/execute', false],
])('returns for %s %s: %s', (method, path, expected) => {
	const operation = findOperationByRequest(method, path)?.operation;
	expect(isReadOnly(method, operation)).toBe(expected);
});

test('ignores the flag for all methods but POST', () => {
	const operation = getOperationById('searchPostV1');
	expect(isReadOnly('DELETE', operation)).toBe(false);
});

test('accepts only a method and the facts of an operation', () => {
	const request = { method: 'GET' as const, path: '/search/v1', query: {}, headers: {} };
	// @ts-expect-error A request isn't a method.
	expect(isReadOnly(request)).toBe(false);
	// @ts-expect-error A match contains an operation, but isn't one.
	expect(isReadOnly('POST', findOperationByRequest('POST', '/search/v1'))).toBe(false);
});

test('marks every read-only POST in the catalogue', () => {
	const readOnlyPosts = listOperations().filter(({ readOnly }) => readOnly);
	expect(readOnlyPosts.map(({ id }) => id).sort()).toEqual([
		'generateIdentityPreviewV1',
		'loadAccountSelectionsV1',
		'queryPasswordInfoV1',
		'searchAggregateV1',
		'searchCountV1',
		'searchPostV1',
		'searchRolesByFilterV1',
		'showUserLevelCountsV1',
		'startPredictSodViolationsV1',
		'testConnectorRuleV1',
		'testSubscriptionFilterV1',
	]);
	expect(readOnlyPosts.every(({ method }) => method === 'POST')).toBe(true);
	const input = { path: {}, query: {}, headers: {}, body: {} };
	expect(
		buildRequest(getOperationById('searchPostV1')!, 'current', input).operation?.readOnly,
	).toBe(true);
});
