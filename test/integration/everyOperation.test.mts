import type { IDataObject } from 'n8n-workflow';

import { getOperationById, listOperations } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { buildOperationFields } from './fields.mts';
import { request, useTenant } from './fixture.mts';
import { actions } from './operationCases/actions.mts';
import { changes } from './operationCases/changes.mts';
import type { Case } from './operationCases/types.mts';
import { jsonOf } from './operationCases/types.mts';
import { files } from './operationCases/files.mts';
import { lists } from './operationCases/lists.mts';
import { search } from './operationCases/search.mts';
import { single } from './operationCases/single.mts';

const LEAST = 60;
const cases = [...lists, ...search, ...single, ...changes, ...actions, ...files];
const tenant = useTenant({ counts: { identities: 40, accounts: 300, entitlements: 250 } });

const locator = (value: string) => ({ __rl: true, mode: 'list', value });

/** What somebody would enter in the editor. */
function parametersOf(one: Case, operation: Operation, pathValues: string[]): IDataObject {
	const { data } = tenant();
	const change = Object.entries(one.changes ?? {}).map(([where, value]) => {
		const path = { ...locator(where), mode: 'path' };
		return { op: 'replace', path, valueType: 'string', value };
	});
	return {
		resource: 'apiOperation',
		apiOperation: locator(`${operation.method} ${operation.path}`),
		...Object.fromEntries(
			pathValues.map((value, index) => [
				`pathParameter${index + 1}`,
				{ ...locator(value), mode: 'id' },
			]),
		),
		...(one.values && { values: buildOperationFields(operation, one.values(data)) }),
		...(one.body && { specifyValues: 'json', jsonBody: JSON.stringify(one.body(data)) }),
		...(one.changes && { changes: { change } }),
		...one.more,
	};
}

const inputOf = ({ file }: Case) =>
	file && [
		{
			json: {},
			binary: {
				data: {
					data: Buffer.from(file.content).toString('base64'),
					mimeType: file.type,
					fileName: file.name,
				},
			},
		},
	];

test.each(cases.map((one) => [one.id, one] as const))('%s', async (id, one) => {
	one.before?.(tenant());
	const { data } = tenant();
	const path = one.path?.(data) ?? [];
	const parameters = parametersOf(one, getOperationById(id)!, path);
	const { items: output } = await request(tenant(), parameters, { items: inputOf(one) });
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
