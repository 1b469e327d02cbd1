import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { getOperationById, listOperations } from '../../../nodes/shared/catalogue/operations.ts';
import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import { describesItselfWell, shownIn, subtitleOf } from '../nodeDescriptionRules.mts';

const { description } = new Isc();
const { properties } = description;

test('has the name and credential that workflows store', () => {
	expect(description).toMatchObject({
		name: 'isc',
		displayName: 'SailPoint ISC',
		version: 1,
		usableAsTool: true,
		credentials: [{ name: 'iscOAuth2Api', required: true }],
	});
});

test.each(['resource', 'method', 'path', 'query', 'body', 'returnAll', 'limit', 'options'])(
	'has the parameter %s',
	(name) => expect(properties.map((one) => one.name)).toContain(name),
);

test('opens with Get Many Identities', () => {
	const resource = properties.find(({ name }) => name === 'resource')!;
	const operation = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions!.show!.resource!.includes(resource.default as string),
	)!;
	expect([resource.default, operation.default]).toEqual(['identity', 'listIdentitiesV1']);
});

test('lists custom requests as a resource', () => {
	const resource = properties.find(({ name }) => name === 'resource');
	expect(resource?.options).toContainEqual(expect.objectContaining({ value: 'customRequest' }));
});

const shownFor = (values: INodeParameters) => shownIn(description, values);

const chosen = (value: string) => ({
	resource: 'apiOperation',
	apiOperation: { __rl: true, mode: 'list', value },
});

test('shows only its own parameters for a custom request', () => {
	expect(shownFor({ resource: 'customRequest', method: 'GET', path: '/accounts/v1' })).toEqual([
		'resource',
		'method',
		'path',
		'specifyQuery',
		'query',
		'headers',
		'returnAll',
		'limit',
		'options',
	]);
});

const FILTERS = ['filterRows'];
const FILTER_ROWS = { filterRows: { filter: [{ field: 'name', operator: 'eq', value: 'a' }] } };
const PAGING = ['returnAll', 'limit'];

test.each([
	['an everyday list', { resource: 'account', operation: 'listAccountsV1' }],
	['a list chosen from all', chosen('GET /accounts/v1')],
])('%s shows filters, sorting, and paging', (_name, values) => {
	const shown = shownFor(values);
	expect(shown).toEqual(expect.arrayContaining([...FILTERS, ...PAGING, 'sorterRows']));
	expect(new Set(shown).size).toBe(shown.length);
	expect(shownFor({ ...values, returnAll: true })).not.toContain('limit');
	for (const name of ['combineFilters', 'filterPreview']) {
		expect(shown).not.toContain(name);
		expect(shownFor({ ...values, ...FILTER_ROWS })).toContain(name);
	}
});

test.each([
	['an everyday object', { resource: 'account', operation: 'getAccountV1' }],
	['an object chosen from all', chosen('GET /accounts/v1/{id}')],
])('%s shows no filters, sorting, or paging', (_name, values) => {
	const shown = shownFor(values);
	for (const name of [...FILTERS, ...PAGING, 'sorterRows']) expect(shown).not.toContain(name);
	expect(shown).toContain('pathParameter1');
});

test('shows all fields for an operation entered by ID', () => {
	for (const { id } of listOperations()) expect(id).toMatch(/V[12]$/);
	const typed = (more: INodeParameters = {}) =>
		shownFor({
			resource: 'apiOperation',
			apiOperation: { __rl: true, mode: 'id', value: 'listAccountsV1' },
			...more,
		});
	expect(typed()).toEqual(
		expect.arrayContaining([
			...FILTERS,
			...PAGING,
			'sorterRows',
			'values',
			'changes',
			'completion',
		]),
	);
	expect(typed({ specifyValues: 'json' })).toEqual(
		expect.arrayContaining(['jsonQuery', 'jsonBody']),
	);
});

test('requires no path parameter if an expression names the operation', () => {
	const all = properties.filter(
		({ name, displayOptions }) =>
			name.startsWith('pathParameter') && displayOptions?.show?.apiOperation !== undefined,
	);
	expect(all.map(({ required }) => required)).toEqual([false, false, false]);
});

test.each([
	['GET /source-apps/v1', 'experimentalNotice'],
	['GET /accounts/v1', undefined],
	['POST /entitlements/v1/aggregate/sources/{id}', 'deprecatedNotice'],
])('%s shows the notice %s', (name, notice) => {
	const notices = shownFor(chosen(name)).filter((one) => one.endsWith('Notice'));
	expect(notices).toEqual(notice ? [notice] : []);
});

test('shows the experimental notice for experimental operations only', () => {
	for (const operation of listOperations()) {
		const shown = shownFor(chosen(`${operation.method} ${operation.path}`));
		expect([operation.id, shown.includes('experimentalNotice')]).toEqual([
			operation.id,
			operation.experimental,
		]);
	}
});

describe('everyday operations', () => {
	const resources = properties.find(({ name }) => name === 'resource')!.options!;
	// Work on jobs and invocations is not of the catalogue.
	const choices = properties.filter(
		({ name, displayOptions }) =>
			name === 'operation' &&
			!['job', 'triggerInvocation'].includes(String(displayOptions!.show!.resource![0])),
	);

	// Larger lists take longer to open; see benchmarks/README.md.
	test('are at most 150, each with a unique action', () => {
		const all = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
		// n8n's action list takes 3 to 6 ms for each action, ours as well as those of built-in nodes (benchmarks/README.md).
		// So 150 actions keep it below a second.
		expect(all.length).toBeLessThanOrEqual(150);
		expect(new Set(all.map(({ action }) => action)).size).toBe(all.length);
		expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
		process.stdout.write(`Actions of isc: ${all.length}\n`);
	});

	test('are in alphabetical order within each resource', () => {
		const own = resources.filter(
			({ name }) =>
				!['API Operation', 'Custom Request', 'Job', 'Trigger Invocation'].includes(name),
		) as INodePropertyOptions[];
		expect(choices.map(({ displayOptions }) => displayOptions!.show!.resource![0])).toEqual(
			expect.arrayContaining(own.map(({ value }) => value)),
		);
		for (const { options = [] } of choices) {
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('have a parameter for each path parameter', () => {
		for (const { options = [] } of choices) {
			for (const { value } of options as INodePropertyOptions[]) {
				const { path } = getOperationById(String(value))!;
				const shown = properties.filter(
					({ name, displayOptions }) =>
						name.startsWith('pathParameter') &&
						displayOptions!.show!.operation?.includes(value as never),
				);
				expect(shown).toHaveLength(path.split('{').length - 1);
			}
		}
	});

	test.each(['hasFilters', 'sorterRows', 'returnAll', 'changes'])(
		'%s is shown for actions and for operations of the whole API',
		(name) => {
			const copies = properties.filter((one) => one.name === name);
			const [everyday, any] = copies.map(({ displayOptions }) => displayOptions!.show!);
			expect(everyday!.operation!.length).toBeGreaterThan(5);
			expect(any!.apiOperation!.length).toBeGreaterThan(everyday!.operation!.length);
		},
	);
});

test.each<[INodeParameters, string]>([
	[{ resource: 'account', operation: 'listAccountsV1' }, 'list accounts'],
	[{ resource: 'customRequest', method: 'GET', path: '/accounts/v1' }, 'GET /accounts/v1'],
	[chosen('GET /tags/v1'), 'GET /tags/v1'],
])('shows %j on the canvas as "%s"', (parameters, subtitle) => {
	expect(subtitleOf(description, parameters)).toBe(subtitle);
});

// n8n's own Microsoft Outlook has 163 kB, and Notion has 287 kB.
describesItselfWell(description, 'Isc', 180_000);
