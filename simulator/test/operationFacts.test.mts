import { listOperations } from '../../nodes/shared/catalogue/operations.ts';
import { findOperationFacts } from '../src/operationFacts.mts';
import { listRoutes } from './listRoutes.mts';

const WHOLE_API = ['sp:scopes:all'];

test.each(listOperations().map((operation) => [operation.id, operation] as const))(
	'the facts of %s are those of the catalogue',
	(_id, operation) => {
		const { auth, scopes, pagination, filters, body, response } = operation;
		expect(findOperationFacts(operation.method, operation.path)).toEqual({
			scopes: scopes.length ? scopes : WHOLE_API,
			userOnly: auth === 'user',
			anonymous: auth === 'none',
			experimental: operation.experimental,
			deprecated: operation.deprecated,
			status: response.status,
			filters: Object.fromEntries(
				Object.entries(filters?.fields ?? {}).map(([name, { operators }]) => [
					name,
					operators.join(' '),
				]),
			),
			sorters: operation.sorters ?? [],
			limits: {
				defaultLimit: pagination?.defaultPage ?? 250,
				maxLimit: pagination?.maxPage ?? 250,
			},
			required: (body?.fields ?? []).flatMap(({ name, required }) => (required ? [name] : [])),
		});
	},
);

test('finds an operation by placeholders of any name', () => {
	expect(findOperationFacts('GET', '/roles/v1/:any')?.scopes).toContain('idn:role-checked:read');
	expect(findOperationFacts('GET', '/roles/v9/{id}')).toBeUndefined();
});

test('has only these undocumented routes, with the scopes of the operation beside them', () => {
	const undocumented = listRoutes().filter(
		({ method, url }) => !findOperationFacts(String(method), url),
	);
	expect(
		Object.fromEntries(
			undocumented.map(({ method, url, config }) => [`${String(method)} ${url}`, config?.scopes]),
		),
	).toEqual({
		// The document's path lacks the place for the ID.
		'GET /roles/v1/access-model-metadata/bulk-update/:id': expect.any(Array) as unknown,
		'GET /trigger-invocations/v1/status/:id': [
			'sp:trigger-service-invocation-status:read',
			'sp:trigger-service-invocation-status:manage',
		],
		'GET /trigger-subscriptions/v1/:id': [
			'sp:trigger-service-subscriptions:read',
			'sp:trigger-service-subscriptions:manage',
		],
		'POST /search/v1/:index': ['sp:search:read'],
	});
});

test('differs in its access only for completing an invocation', () => {
	const differing = listRoutes().filter(({ method, url, config }) => {
		const facts = findOperationFacts(String(method), url);
		const access = ['scopes', 'userOnly', 'anonymous', 'experimental', 'deprecated'] as const;
		return (
			facts && access.some((name) => JSON.stringify(config?.[name]) !== JSON.stringify(facts[name]))
		);
	});
	expect(differing.map(({ method, url }) => `${String(method)} ${url}`)).toEqual([
		'POST /trigger-invocations/v1/:id/complete',
	]);
});
