/* Each option of the search node changes what is sent or returned. */
import type { IDataObject, INodeExecutionData, INodeProperties, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { RateLimiter } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { readText } from './binaryStore.mts';
import { createCredential, getFailure, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const IDENTITIES = 30;
const tenant = useTenant({
	counts: { identities: IDENTITIES, accounts: 60, events: 30 },
	rateLimit: { enabled: false },
	logBodies: true,
});

interface Observed {
	/** Bodies of the search requests. */
	bodies: IDataObject[];
	json: IDataObject[];
	items: INodeExecutionData[];
	/** Content of the files. */
	files: string[];
	maxInFlight: number;
}

async function observe(parameters: IDataObject, options: IDataObject): Promise<Observed> {
	tenant().counters.reset();
	const { items } = await runNode(createCredential(tenant()), {
		nodeType: new IscSearch() as INodeType,
		parameters: { operation: 'search', returnAll: true, ...parameters, options },
	});
	const { requests, maxInFlight } = tenant().counters;
	const binaries = items.flatMap(({ binary = {} }) => Object.values(binary));
	return {
		bodies: requests
			.filter(({ url }) => url.startsWith('/search'))
			.map(({ body }) => body as IDataObject),
		json: items.map(({ json }) => json),
		items,
		files: await Promise.all(binaries.map(readText)),
		maxInFlight,
	};
}

const query = ({ bodies }: Observed) => bodies[0]!.query as IDataObject;
const typeAheadQuery = ({ bodies }: Observed) => bodies[0]!.typeAheadQuery as IDataObject;
const textQuery = ({ bodies }: Observed) => bodies[0]!.textQuery as IDataObject;
const bucket = ({ bodies }: Observed) =>
	(bodies[0]!.aggregations as IDataObject).bucket as IDataObject;

const CSV = { output: 'csv', fields: 'name' };
const TYPE_AHEAD = { operation: 'typeAhead', prefix: 'a', typeAheadField: 'name' };
const TEXT = { queryType: 'text', textTerms: 'a', textFields: 'name' };
const AGGREGATE = { operation: 'aggregate', groupBy: 'attributes.department' };

interface Case {
	value: boolean | number | string;
	parameters?: IDataObject;
	/** Options that the option needs. */
	needs?: IDataObject;
	/** The effect; it differs without the option. */
	effect: (observed: Observed) => unknown;
	expected: unknown;
}

const CASES: Record<string, Case> = {
	aggregationResult: {
		parameters: AGGREGATE,
		value: 'raw',
		effect: ({ json }) => Object.keys(json[0]!).includes('aggregations'),
		expected: true,
	},
	binaryField: {
		needs: CSV,
		value: 'export',
		effect: ({ items }) => Object.keys(items[0]!.binary!),
		expected: ['export'],
	},
	byteOrderMark: {
		needs: CSV,
		value: true,
		effect: ({ files }) => files[0]!.startsWith('\uFEFF'),
		expected: true,
	},
	contains: {
		parameters: TEXT,
		value: true,
		effect: (observed) => textQuery(observed).contains,
		expected: true,
	},
	escapeFormulas: {
		needs: CSV,
		value: true,
		effect: ({ files }) => files[0]!.includes("'=1+1"),
		expected: true,
	},
	excludeFields: {
		value: 'attributes',
		effect: ({ json }) => json.every((one) => !('attributes' in one)),
		expected: true,
	},
	fields: { value: 'name', effect: ({ json }) => Object.keys(json[0]!), expected: ['name'] },
	fileName: {
		needs: CSV,
		value: 'people.csv',
		effect: ({ items }) => items[0]!.binary!.data!.fileName,
		expected: 'people.csv',
	},
	groupSize: {
		parameters: AGGREGATE,
		value: 1,
		effect: ({ json }) => json.length,
		expected: 1,
	},
	includeNested: {
		value: false,
		effect: ({ json }) => json.every((one) => !('access' in one)),
		expected: true,
	},
	innerHitQuery: {
		needs: { innerHitType: 'accounts' },
		value: 'source.name:nothing',
		effect: ({ json }) => json.length,
		expected: 0,
	},
	innerHitType: {
		value: 'accounts',
		effect: ({ json }) => 'accountAttributes' in json[0]!,
		expected: true,
	},
	matchAny: {
		parameters: TEXT,
		value: true,
		effect: (observed) => textQuery(observed).matchAny,
		expected: true,
	},
	maxExpansions: {
		parameters: TYPE_AHEAD,
		value: 20,
		effect: (observed) => typeAheadQuery(observed).maxExpansions,
		expected: 20,
	},
	minDocCount: {
		parameters: AGGREGATE,
		value: IDENTITIES,
		effect: ({ json, ...observed }) => [json.length, bucket({ json, ...observed }).minDocCount],
		expected: [0, IDENTITIES],
	},
	nestedType: {
		parameters: { ...TYPE_AHEAD, typeAheadField: 'source.name' },
		value: 'accounts',
		effect: (observed) => typeAheadQuery(observed).nestedType,
		expected: 'accounts',
	},
	output: { value: 'json', effect: ({ files }) => files.length, expected: 1 },
	pageSize: { value: 20, effect: ({ bodies }) => bodies.length, expected: 2 },
	pagination: {
		needs: { pageSize: 10 },
		value: 'offset',
		effect: ({ bodies }) => bodies.some((body) => 'searchAfter' in body),
		expected: false,
	},
	queryFields: {
		value: 'email',
		effect: (observed) => query(observed).fields,
		expected: 'email',
	},
	size: {
		parameters: TYPE_AHEAD,
		value: 3,
		effect: (one) => typeAheadQuery(one).size,
		expected: 3,
	},
	splitAfterMegabytes: {
		needs: { output: 'jsonl', pageSize: 10 },
		parameters: { indices: ['events'] },
		value: 1,
		effect: ({ files }) => files.length,
		expected: 3,
	},
	splitAfterRecords: {
		needs: CSV,
		value: 10,
		effect: ({ files }) => files.length,
		expected: 3,
	},
	timeZone: {
		value: 'America/Chicago',
		effect: (observed) => query(observed).timeZone,
		expected: 'America/Chicago',
	},
	typeAheadSort: {
		parameters: TYPE_AHEAD,
		value: 'valueAsc',
		effect: (observed) => typeAheadQuery(observed).sortByValue,
		expected: true,
	},
};

beforeEach(() => {
	const first = tenant().data.identities.idAt(0);
	tenant().data.identities.update(first, { name: '=1+1' });
	// One page of events fills a file of 1 MB.
	const details = 'x'.repeat(110_000);
	for (let index = 0; index < 30; index++) {
		tenant().data.events.update(tenant().data.events.idAt(index), { details });
	}
});

test.each(Object.entries(CASES))(
	'%s has an effect',
	async (name, { parameters = {}, needs = {}, value, effect, expected }) => {
		expect(effect(await observe(parameters, { ...needs, [name]: value }))).toEqual(expected);
		expect(effect(await observe(parameters, needs))).not.toEqual(expected);
	},
);

test('maxParallel limits the requests that are sent at the same time', async () => {
	const options = { pagination: 'offset', pageSize: 2 };
	tenant().faults.add({ path: '/search', latencyMs: 300, times: 99 });
	expect((await observe({}, { ...options, maxParallel: 1 })).maxInFlight).toBe(1);
	expect((await observe({}, options)).maxInFlight).toBeGreaterThan(1);
});

test('rateLimit applies to each request', async () => {
	const acquire = jest.spyOn(RateLimiter.prototype, 'acquire');
	await observe({}, { rateLimit: 7 });
	expect(acquire.mock.calls.map(([limit]) => limit)).toEqual([7]);
});

test('timeout applies to each attempt', async () => {
	tenant().faults.add({ path: '/search', latencyMs: 300, times: 9 });
	expect((await getFailure(observe({}, { timeout: 40 }))).message).toMatch(/timed out/);
	tenant().faults.clear();
	expect((await observe({}, {})).json).toHaveLength(IDENTITIES);
});

test('all options are tested', () => {
	const options = new IscSearch().description.properties.find(({ name }) => name === 'options')!
		.options as INodeProperties[];
	const tested = [...Object.keys(CASES), 'maxParallel', 'rateLimit', 'timeout'];
	expect(tested.sort()).toEqual(options.map(({ name }) => name).sort());
});
