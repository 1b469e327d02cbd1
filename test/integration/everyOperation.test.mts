import { getOperationById, listOperations } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { request, useTenant } from './fixture.mts';
import { buildCaseParameters, buildInputItems, cases } from './operationCases/cases.mts';
import { jsonOf } from './operationCases/types.mts';

const LEAST = 60;
const tenant = useTenant({ counts: { identities: 40, accounts: 300, entitlements: 250 } });

test.each(cases.map((one) => [one.id, one] as const))('%s', async (id, one) => {
	one.before?.(tenant());
	const { data } = tenant();
	const path = one.path?.(data) ?? [];
	const operation = getOperationById(id)!;
	const parameters = {
		resource: 'apiOperation',
		apiOperation: { __rl: true, mode: 'list', value: `${operation.method} ${operation.path}` },
		...buildCaseParameters(one, operation, data),
	};
	const { items: output } = await request(tenant(), parameters, { items: buildInputItems(one) });
	const items = jsonOf(output);

	const expected = one.sees.replace(/:(\d)/g, (_all, place) => path[Number(place) - 1]!);
	const calls = tenant().counters.requests.filter(({ url }) => !url.startsWith('/oauth'));
	const seen = calls.map(({ method, url }) => `${method} ${url}`);
	expect(expected.includes('?') ? seen : seen.map((call) => call.split('?')[0])).toContain(
		expected,
	);
	expect(calls.filter(({ status }) => status! >= 300)).toEqual([]);
	expect(items).toHaveLength(one.count ?? 1);
	if (one.gives) expect(items[0]).toMatchObject(one.gives);
	expect(output[0]?.binary?.data?.mimeType).toBe(one.fileType);
	one.leaves?.({ tenant: tenant(), data, path, items });
});

/** What sets operations apart, as far as the node has to treat them differently. */
const kindsOf = (operation: Operation): string[] => {
	const { method, pagination: paging, body, response, parameters, filters, sorters } = operation;
	return [
		`method ${method}`,
		`answer ${response.kind}, status ${response.status}`,
		`token ${operation.auth}`,
		body ? `${body.kind} body of type ${body.type}` : 'no body',
		...(paging ? [`paging ${paging.style}${paging.limitOnly ? ' with a limit' : ''}`] : []),
		...(response.listField ? ['list inside of an object'] : []),
		...(response.multiStatus ? ['several results'] : []),
		...(operation.experimental ? ['experimental'] : []),
		...(operation.deprecated ? ['deprecated'] : []),
		...(filters ? ['filters'] : []),
		...(sorters ? ['sorters'] : []),
		...parameters.map((parameter) => `parameter in ${parameter.in}, of type ${parameter.type}`),
	];
};

test('the sample is large, and holds every kind', () => {
	const ids = new Set(cases.map(({ id }) => id));
	expect(ids.size).toBe(cases.length);
	expect(ids.size).toBeGreaterThanOrEqual(LEAST);
	const sampled = new Set([...ids].flatMap((id) => kindsOf(getOperationById(id)!)));
	const missing = new Set(
		listOperations()
			.flatMap(kindsOf)
			.filter((kind) => !sampled.has(kind)),
	);
	expect([...missing]).toEqual([]);
});
