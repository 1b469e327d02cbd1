import isEqual from 'lodash/isEqual.js';
import omit from 'lodash/omit.js';
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';

import { listOperations } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import type { ApiRequest } from '../../nodes/shared/api/types.ts';
import { ParameterError } from '../../nodes/shared/parameters/parameterError.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { readParams } from '../../nodes/Isc/parameters/readParams.ts';
import { pathValuesFor, valuesFor } from '../contract/sampleInputs.mts';
import { CredentialStore } from './credentialStore.mts';
import { runNode } from './n8n.mts';
import { buildOperationFields } from './fields.mts';

/** What data that is missing can look like. */
const NOTHING: unknown[] = [undefined, null, '', ' ', 'undefined', 'null', '[object Object]', []];
const store = new CredentialStore({});
const locator = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });

type Read = { call: IDataObject } | { refused: string };

/** A request that can be compared with another: without a body, it has no type of one either. */
function plain({ body, headers, ...call }: ApiRequest): IDataObject {
	const given =
		body instanceof FormData
			? Object.fromEntries(
					[...body].map(([name, one]) => [name, typeof one === 'string' ? one : one.name]),
				)
			: (JSON.parse(body ?? '{}') as unknown);
	return { ...call, headers: omit(headers, 'content-type'), body: given } as unknown as IDataObject;
}

/** Reads all items as the node does, up to where it would send. */
async function readAll(parameters: object, items: IDataObject[]): Promise<Read[]> {
	const reads: Read[] = [];
	const node = new Isc();
	const reader = {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			for (const index of items.keys()) {
				try {
					reads.push({ call: plain((await readParams(this, index)).request) });
				} catch (error) {
					if (!(error instanceof ParameterError)) throw error;
					reads.push({ refused: error.message });
				}
			}
			return [[]];
		},
	};
	const file = { data: 'YQ==', mimeType: 'text/csv', fileName: 'a.csv' };
	await runNode(store, {
		nodeType: reader as unknown as INodeType,
		parameters: parameters as IDataObject,
		items: items.map((json) => ({ json, binary: { data: file } })),
	});
	return reads;
}

/** What can be an expression, each by a name of its own, with a value that is right. */
function goodValues(operation: Operation): IDataObject {
	const { body, filters, sorters } = operation;
	const [filter] = Object.entries(filters?.fields ?? {});
	const isText = filter && filter[1].operators.includes('eq');
	return {
		...Object.fromEntries(pathValuesFor(operation).map((value, index) => [`path.${index}`, value])),
		...(valuesFor(operation) as IDataObject),
		...(body?.kind === 'jsonPatch' && { 'change.path': '/description', 'change.value': 'New' }),
		...(isText && {
			'filter.value':
				filter[1].type === 'boolean' ? 'true' : filter[1].type === 'dateTime' ? '2030-01-31' : '12',
		}),
		...(filters && { filters: 'id eq "1"' }),
		...(sorters && { sorter: sorters[0]! }),
	};
}

const from = (name: string) => `={{ $json[${JSON.stringify(name)}] }}`;

function parametersFor(
	operation: Operation,
	names: string[],
	give: (name: string) => unknown,
): IDataObject {
	const has = (name: string) => names.includes(name);
	const paths = names.filter((name) => name.startsWith('path.'));
	const values = names.filter((name) => /^(query|header|body)(\.|$)/.test(name));
	const [field] = Object.keys(operation.filters?.fields ?? {});
	return {
		resource: 'apiOperation',
		apiOperation: locator(`${operation.method} ${operation.path}`, 'list'),
		...Object.fromEntries(
			paths.map((name, index) => [`pathParameter${index + 1}`, locator(give(name))]),
		),
		values: buildOperationFields(
			operation,
			Object.fromEntries(values.map((name) => [name, give(name)])),
		),
		...(has('change.path') && {
			changes: {
				change: [
					{
						op: 'replace',
						path: locator(give('change.path'), 'path'),
						value: give('change.value'),
					},
				],
			},
		}),
		...(has('filter.value') && {
			filterRows: { filter: [{ field, operator: 'eq', value: give('filter.value') }] },
		}),
		...(has('filters') && { options: { filterExpression: give('filters') } }),
		...(has('sorter') && { sorterRows: { sorter: [{ field: give('sorter') }] } }),
	} as IDataObject;
}

/** The request without one field of its body. */
const withoutField = ({ call }: { call: IDataObject }, name: string): IDataObject => ({
	...call,
	body: omit(call.body as object, name.slice('body.'.length)) as IDataObject,
});

/** What a POST is done to, or gives: such values choose, whatever else the operation is. */
const chooses = ({ method, id }: Operation, name: string) =>
	method === 'POST' && !/^(create|add)/.test(id) && /(ids?|filters?|query|scope)$/i.test(name);

test('what an expression does not give never widens a request, whatever the operation', async () => {
	const wide: string[] = [];
	let refused = 0;
	for (const operation of listOperations()) {
		const good = goodValues(operation);
		const names = Object.keys(good);
		const cases = names.flatMap((name) => NOTHING.map((value) => ({ name, value })));
		const items = cases.map(({ name, value }) => ({ ...good, [name]: value }) as IDataObject);
		const [whole, ...reads] = await readAll(parametersFor(operation, names, from), [
			good,
			...items,
		]);
		if (!whole || 'refused' in whole) wide.push(`${operation.id}: ${JSON.stringify(whole)}`);
		reads.forEach((read, index) => {
			const { name, value } = cases[index]!;
			if ('refused' in read) {
				refused++;
				return;
			}
			const describes = /^(body|change)\./.test(name) && !chooses(operation, name);
			// Text that a change gives a field can be empty, and so can a list of what an object has.
			const isMeant = name === 'change.value' || Array.isArray(value);
			const isLeftOut = isMeant || isEqual(read.call, withoutField(whole as never, name));
			if (!describes || !isLeftOut)
				wide.push(`${operation.id} ${name} = ${JSON.stringify(value)}: ${JSON.stringify(read)}`);
		});
	}
	expect(wide).toEqual([]);
	expect(refused).toBeGreaterThan(17_000);
});

test('what is typed empty is not set, whatever the operation', async () => {
	const others: string[] = [];
	for (const operation of listOperations()) {
		const good = omit(goodValues(operation), 'filter.value') as IDataObject;
		const needed = [
			...operation.parameters
				.filter(({ required }) => required)
				.map((one) => `${one.in}.${one.name}`),
			...(operation.body?.fields ?? [])
				.filter(({ required }) => required)
				.map(({ name }) => `body.${name}`),
			...(operation.filters?.required ? ['filters'] : []),
			...(operation.body?.required ? ['body'] : []),
		];
		const isNeeded = (name: string) => /^(path|change)\./.test(name) || needed.includes(name);
		const names = Object.keys(good);
		const empty = parametersFor(operation, names, (name) => (isNeeded(name) ? good[name] : ''));
		const untouched = parametersFor(operation, names.filter(isNeeded), (name) => good[name]);
		const [one, other] = [await readAll(empty, [{}]), await readAll(untouched, [{}])];
		if (!isEqual(one, other)) others.push(`${operation.id}: ${JSON.stringify([one, other])}`);
	}
	expect(others).toEqual([]);
});
