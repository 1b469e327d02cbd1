import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { operationById, operations } from '../../../nodes/catalogue/catalogue.ts';
import { IscRequest } from '../../../nodes/IscRequest/IscRequest.node.ts';

const FOLDER = join(__dirname, '../../../nodes/IscRequest');
const { description } = new IscRequest();
const { properties } = description;

/** Every field, those within collections included. */
function fieldsOf(list: INodeProperties[]): INodeProperties[] {
	return list.flatMap((field) => {
		const inner = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
		if (field.type === 'fixedCollection') {
			const groups = inner as INodePropertyCollection[];
			return [field, ...groups.flatMap(({ values }) => fieldsOf(values))];
		}
		return field.type === 'collection' ? [field, ...fieldsOf(inner as INodeProperties[])] : [field];
	});
}
const fields = fieldsOf(properties);

test('the node has the name and the credential that workflows store', () => {
	expect(description).toMatchObject({
		name: 'iscRequest',
		displayName: 'SailPoint ISC',
		version: 1,
		usableAsTool: true,
		credentials: [{ name: 'iscOAuth2Api', required: true }],
	});
});

test.each(['resource', 'method', 'path', 'query', 'body', 'returnAll', 'limit', 'options'])(
	'parameter %s is there',
	(name) => expect(properties.map((one) => one.name)).toContain(name),
);

test('a custom request is a resource', () => {
	const resource = properties.find(({ name }) => name === 'resource');
	expect(resource?.options).toContainEqual(expect.objectContaining({ value: 'customRequest' }));
});

/** Names of the parameters that the editor shows for these values, the fields of options excepted. */
function shownFor(values: INodeParameters): string[] {
	const node = { typeVersion: 1 } as INode;
	const filled = NodeHelpers.getNodeParameters(properties, values, true, false, node, description)!;
	return properties
		.filter((one) => NodeHelpers.displayParameter(filled, one, node, description))
		.map(({ name }) => name);
}

const chosen = (value: string) => ({
	resource: 'apiOperation',
	apiOperation: { __rl: true, mode: 'list', value },
});

test('a custom request shows its own parameters and no others', () => {
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

const FILTERS = ['filterRows', 'filters'];
const FILTER_ROWS = { filterRows: { filter: [{ field: 'name', operator: 'eq', value: 'a' }] } };
const PAGING = ['returnAll', 'limit'];

test.each([
	['an everyday list', { resource: 'account', operation: 'listAccountsV1' }],
	['a list chosen from all', chosen('GET /accounts/v1')],
])('%s shows filters, sorting and paging', (_name, values) => {
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
])('%s shows none of these', (_name, values) => {
	const shown = shownFor(values);
	for (const name of [...FILTERS, ...PAGING, 'sorterRows']) expect(shown).not.toContain(name);
	expect(shown).toContain('pathValue1');
});

test.each([
	['GET /source-apps/v1', 'experimentalNotice'],
	['GET /accounts/v1', undefined],
	['POST /entitlements/v1/aggregate/sources/{id}', 'deprecatedNotice'],
])('%s shows the notice %s', (name, notice) => {
	const notices = shownFor(chosen(name)).filter((one) => one.endsWith('Notice'));
	expect(notices).toEqual(notice ? [notice] : []);
});

test('every experimental operation has the notice, and no other', () => {
	for (const operation of operations()) {
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

	test('are at most 100, each with a name and an action of its own', () => {
		const all = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
		expect(all.length).toBeLessThanOrEqual(100);
		expect(new Set(all.map(({ action }) => action)).size).toBe(all.length);
		expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
		process.stdout.write(`Actions of iscRequest: ${all.length}\n`);
	});

	test('each resource has them, in alphabetical order', () => {
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

	test('each placeholder of a path has a parameter for its value', () => {
		for (const { options = [] } of choices) {
			for (const { value } of options as INodePropertyOptions[]) {
				const { path } = operationById(String(value))!;
				const shown = properties.filter(
					({ name, displayOptions }) =>
						name.startsWith('pathValue') &&
						displayOptions!.show!.operation?.includes(value as never),
				);
				expect(shown).toHaveLength(path.split('{').length - 1);
			}
		}
	});

	test.each(['filters', 'sorterRows', 'returnAll', 'changes'])(
		'%s is there for those that have it, and for all others of the kind',
		(name) => {
			const copies = properties.filter((one) => one.name === name);
			const [everyday, any] = copies.map(({ displayOptions }) => displayOptions!.show!);
			expect(everyday!.operation!.length).toBeGreaterThan(5);
			expect(any!.apiOperation!.length).toBeGreaterThan(everyday!.operation!.length);
		},
	);
});

/** Those whose choices are loaded have none to look at. */
const isFixed = ({ type, typeOptions }: INodeProperties) =>
	type === 'options' && !typeOptions?.loadOptionsMethod;

test.each(fields.filter(isFixed))('the default of $displayName is one of its options', (field) => {
	const values = (field.options as Array<{ value: unknown }>).map(({ value }) => value);
	expect(values).toContain(field.default);
	expect(new Set(values).size).toBe(values.length);
});

test.each(['options', 'multiOptions', 'collection'])('%s are in alphabetical order', (type) => {
	const lists = fields.filter((field) => field.type === type && (field.options ?? []).length >= 5);
	for (const { options = [] } of lists) {
		const names = options.map((option) =>
			type === 'collection' ? (option as INodeProperties).displayName : option.name,
		);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	}
});

test.each(fields.filter(({ type }) => type === 'boolean'))(
	'the help of $displayName starts with Whether',
	(field) => expect(field.description).toMatch(/^Whether /),
);

test.each(fields)(
	'$displayName ($name) has a label, a default and no full stop too many',
	(field) => {
		expect(field.displayName).toMatch(/^[A-Z]/);
		expect(field.default).toBeDefined();
		expect(field.placeholder ?? 'Add x').toMatch(/^(e\.g\.|Add) /);
		// One sentence has no full stop, as n8n's style guide has it.
		const sentences = (field.description ?? '').split(/\. [A-Z]/);
		if (sentences.length === 1) expect(field.description ?? '').not.toMatch(/\.$/);
	},
);

test('the description is small: the editor loads it for every user', () => {
	const bytes = Buffer.byteLength(JSON.stringify(description));
	process.stdout.write(`Description of iscRequest: ${bytes} bytes\n`);
	expect(bytes).toBeLessThan(120_000);
});

test.each(['light', 'dark'] as const)('the %s icon exists', (theme) => {
	const file = (description.icon as Record<typeof theme, string>)[theme].replace(/^file:/, '');
	expect(existsSync(join(FOLDER, file))).toBe(true);
});

test('the codex file names this node of this package', () => {
	const { name } = JSON.parse(readFileSync(join(FOLDER, '../../package.json'), 'utf8')) as {
		name: string;
	};
	const codex = JSON.parse(readFileSync(join(FOLDER, 'IscRequest.node.json'), 'utf8')) as {
		node: string;
		categories: string[];
		resources: Record<string, Array<{ url: string }>>;
	};
	expect(codex.node).toBe(`${name}.${description.name}`);
	expect(codex.categories).not.toHaveLength(0);
	for (const { url } of Object.values(codex.resources).flat()) {
		expect(new URL(url).protocol).toBe('https:');
	}
});
