import type { ApiRequest } from '../../../../nodes/shared/api/types.ts';
import type { SearchRequestBody } from '../../../../nodes/shared/pagination/searchIndex.ts';
import { paginateSearch } from '../../../../nodes/shared/pagination/searchIndex.ts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

interface Person {
	id: string;
	department: string | null;
}

const PEOPLE: Person[] = Array.from({ length: 23 }, (_, index) => ({
	id: String(index).padStart(3, '0'),
	department: index % 3 === 0 ? null : `D${index % 2}`,
}));

/** Creates a server that searches people and sorts missing departments first or last. */
function createServer(nulls: 'first' | 'last', people = PEOPLE) {
	const bodies: SearchRequestBody[] = [];
	const rank = ({ department }: Person) => (department === null) === (nulls === 'last');
	const compare = (sort: string[], a: Person, b: Person) => {
		if (sort[0] === 'id' || a.department === b.department) return a.id < b.id ? -1 : 1;
		if (a.department === null || b.department === null) return rank(a) ? 1 : -1;
		return a.department < b.department ? -1 : 1;
	};
	const send = async ({ body, query }: ApiRequest) => {
		const requestBody = JSON.parse(body as string) as SearchRequestBody & { sort: string[] };
		bodies.push(requestBody);
		const existsFilter = requestBody.filters?.department as { exclude?: boolean } | undefined;
		const matches = people
			.filter(
				({ department }) =>
					!existsFilter || (department === null) === (existsFilter.exclude ?? false),
			)
			.sort((a, b) => compare(requestBody.sort, a, b));
		const searchAfter = requestBody.searchAfter as string[] | undefined;
		const from = searchAfter ? matches.findIndex(({ id }) => id === searchAfter.at(-1)) + 1 : 0;
		return buildSampleResponse({
			headers: query.count === true ? { 'x-total-count': String(matches.length) } : {},
			body: matches.slice(from, from + Number(query.limit)),
		});
	};
	return { send, bodies };
}

const build = (body: SearchRequestBody) =>
	buildSampleRequest({ method: 'POST', body: JSON.stringify(body) });

async function readAll(
	{ send }: Pick<ReturnType<typeof createServer>, 'send'>,
	body: SearchRequestBody,
	limit = Infinity,
) {
	const ids: string[] = [];
	for await (const { records } of paginateSearch(send, build, body, { limit, pageSize: 4 })) {
		ids.push(...(records as Person[]).map(({ id }) => id));
	}
	return ids;
}

describe.each(['first', 'last'] as const)('with a server that sorts missing values %s', (nulls) => {
	test('returns each record once', async () => {
		const ids = await readAll(createServer(nulls), { sort: ['department'] });
		expect([...ids].sort()).toEqual(PEOPLE.map(({ id }) => id));
	});

	test('keeps the order of the server', async () => {
		const ids = await readAll(createServer(nulls), { sort: ['department'] });
		const missing = PEOPLE.filter(({ department }) => department === null).map(({ id }) => id);
		expect(nulls === 'first' ? ids.slice(0, 8) : ids.slice(-8)).toEqual(missing);
	});

	test('stops at the limit', async () => {
		expect(await readAll(createServer(nulls), { sort: ['department'] }, 17)).toHaveLength(17);
	});

	test('returns all records if none has a value', async () => {
		const withoutDepartment = PEOPLE.map(({ id }) => ({ id, department: null }));
		const ids = await readAll(createServer(nulls, withoutDepartment), { sort: ['department'] });
		expect(ids).toEqual(withoutDepartment.map(({ id }) => id));
	});
});

test('keeps a filter of the user on the same field', async () => {
	const { send, bodies } = createServer('last');
	const department = { type: 'EXISTS', exclude: true };
	await readAll({ send }, { sort: ['department'], filters: { department } });
	for (const { filters } of bodies) expect(filters).toEqual({ department });
});

test('throws if a filter excludes values of the sort field', async () => {
	const department = { type: 'TERMS', terms: ['D1'], exclude: true };
	const withoutDepartment = PEOPLE.map(({ id }) => ({ id, department: null }));
	const reading = readAll(createServer('last', withoutDepartment), {
		sort: ['department'],
		filters: { department },
	});
	await expect(reading).rejects.toThrow(
		/^'Sort By' can't be used for pagination: documents have no value for 'department'/,
	);
});

test('adds the ID to the order and continues after it', async () => {
	const { send, bodies } = createServer('last');
	await readAll({ send }, {});
	expect(bodies[0]).toEqual({ sort: ['id'] });
	expect(bodies[1]).toEqual({ sort: ['id'], searchAfter: ['003'] });
	expect(bodies).toHaveLength(6);
});

test('throws for records without an ID', async () => {
	const send = async () => buildSampleResponse({ body: Array(4).fill({ name: 'a' }) });
	await expect(readAll({ send }, {})).rejects.toThrow(/requires the field 'id'/);
});
