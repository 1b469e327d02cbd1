import type { INodeParameters } from 'n8n-workflow';

import { IscSearch } from '../../../nodes/IscSearch/IscSearch.node.ts';
import { describesItselfWell, shownIn } from '../nodeDescriptionRules.mts';

const { description } = new IscSearch();
const { properties } = description;
/** The description that n8n derives for tools. */
const tool = { ...description, name: `${description.name}Tool` };

test('the node has the name and the credential that workflows store', () => {
	expect(description).toMatchObject({
		name: 'iscSearch',
		displayName: 'SailPoint ISC Search',
		version: 1,
		usableAsTool: true,
		credentials: [{ name: 'iscOAuth2Api', required: true }],
	});
});

const ROW = { conditions: { condition: [{ field: 'name', operator: 'equals', value: 'a' }] } };
const AGGREGATION = ['aggregationType', 'groupBy', 'metric'];

test.each<[INodeParameters, string[]]>([
	[{}, ['indices', 'returnAll', 'limit', 'conditions', 'query', 'filters', 'sort', 'simplify']],
	[
		{ returnAll: true },
		['indices', 'returnAll', 'conditions', 'query', 'filters', 'sort', 'simplify'],
	],
	[
		{ operation: 'count', ...ROW },
		['indices', 'conditions', 'combineConditions', 'query', 'queryPreview', 'filters'],
	],
	[{ operation: 'count', queryType: 'text' }, ['indices', 'textTerms', 'textFields', 'filters']],
	[{ operation: 'count', queryType: 'dsl', ...ROW }, ['indices', 'queryDsl', 'filters']],
	[{ operation: 'count', queryType: 'saved' }, ['savedSearch', 'filters']],
	[
		{ operation: 'aggregate', metric: 'SUM' },
		['indices', 'conditions', 'query', 'filters', ...AGGREGATION, 'metricField'],
	],
	[{ operation: 'typeAhead', ...ROW }, ['indices', 'prefix', 'typeAheadField']],
	[{ operation: 'getDocument' }, ['index', 'documentId', 'simplify']],
])('%j shows only its own parameters, in the order of n8n', (values, expected) => {
	const always = ['operation', 'queryType', 'options'];
	expect(shownIn(description, values).filter((name) => !always.includes(name))).toEqual(expected);
});

const findProperty = (name: string) => properties.find((one) => one.name === name)!;

/** Inputs of the first screen. Notices are text; collections are buttons until the user adds something. */
const listInputs = (values: INodeParameters) =>
	shownIn(description, values).filter(
		(name) => !['notice', 'collection', 'fixedCollection'].includes(findProperty(name).type),
	);

const operations = (findProperty('operation').options as Array<{ value: string }>).map(
	({ value }) => value,
);

test.each(operations)('%s shows at most seven inputs', (operation) => {
	expect(listInputs({ operation }).length).toBeLessThanOrEqual(7);
});

const queryTypes = (findProperty('queryType').options as Array<{ value: string }>).flatMap(
	({ value }) => ['search', 'count', 'aggregate'].map((operation) => [operation, value] as const),
);

test.each(queryTypes)(
	'%s with the query type %s shows at most seven inputs beside required ones',
	(operation, queryType) => {
		const inputs = listInputs({ operation, queryType });
		const optional = inputs.filter((name) => !findProperty(name).required);
		expect(optional.length).toBeLessThanOrEqual(7);
	},
);

describe('Simplify', () => {
	const find = (type: typeof description, values: INodeParameters) =>
		shownIn(type, values).filter((name) => /^(simplify|output)/.test(name));

	test.each(['search', 'getDocument'])('%s shows it, and Output as a tool', (operation) => {
		expect(find(description, { operation })).toEqual(['simplify']);
		expect(find(tool, { operation })).toEqual(['outputMode']);
		expect(find(tool, { operation, outputMode: 'selectedFields' })).toEqual([
			'outputMode',
			'outputFields',
		]);
	});

	test.each(['count', 'aggregate', 'typeAhead'])('%s has nothing to simplify', (operation) => {
		for (const type of [description, tool]) expect(find(type, { operation })).toEqual([]);
	});

	test('is on by default', () => {
		expect(findProperty('simplify').default).toBe(true);
		expect(findProperty('outputMode').default).toBe('simplified');
	});
});

test('the resulting query is text that follows the conditions and the query', () => {
	const { type, typeOptions } = findProperty('queryPreview');
	expect(type).toBe('resourceMapper');
	// By its plain name, a parameter with an expression without data would keep the editor from loading the text.
	expect(typeOptions!.loadOptionsDependsOn).not.toContain('query');
	expect(typeOptions!.loadOptionsDependsOn).toEqual(
		expect.arrayContaining([
			'conditions.condition[0].field',
			'conditions.condition[0].operator',
			'conditions.condition[1].value',
			'["combineConditions"]',
			'["query"]',
		]),
	);
});

describesItselfWell(description, 'IscSearch', 25_000);
