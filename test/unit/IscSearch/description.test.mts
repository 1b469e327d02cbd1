import { IscSearch } from '../../../nodes/IscSearch/IscSearch.node.ts';
import { describesItselfWell, shownIn } from '../nodeDescriptionRules.mts';

const { description } = new IscSearch();

test('the node has the name and the credential that workflows store', () => {
	expect(description).toMatchObject({
		name: 'iscSearch',
		displayName: 'SailPoint ISC Search',
		version: 1,
		usableAsTool: true,
		credentials: [{ name: 'iscOAuth2Api', required: true }],
	});
});

const QUERY = ['conditions', 'combineConditions', 'query', 'queryPreview'];

test.each([
	[{}, ['indices', ...QUERY, 'filters', 'sort', 'returnAll', 'limit']],
	[{ returnAll: true }, ['indices', ...QUERY, 'filters', 'sort', 'returnAll']],
	[{ operation: 'count' }, ['indices', ...QUERY, 'filters']],
	[
		{ operation: 'count', queryType: 'text' },
		['indices', 'textTerms', 'textFields', 'matchAny', 'contains', 'filters'],
	],
	[{ operation: 'count', queryType: 'dsl' }, ['indices', 'queryDsl', 'filters']],
	[{ operation: 'count', queryType: 'saved' }, ['savedSearch', 'filters']],
	[
		{ operation: 'aggregate', metric: 'SUM' },
		[
			'indices',
			...QUERY,
			'aggregationType',
			'groupBy',
			'metric',
			'metricField',
			'aggregationResult',
			'filters',
		],
	],
	[{ operation: 'typeAhead' }, ['indices', 'prefix', 'typeAheadField']],
	[{ operation: 'getDocument' }, ['index', 'documentId']],
])('%j shows only its own parameters', (values, expected) => {
	const always = ['operation', 'queryType', 'options'];
	expect(shownIn(description, values).filter((name) => !always.includes(name))).toEqual(expected);
});

describesItselfWell(description, 'IscSearch', 23_000);
