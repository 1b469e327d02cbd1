import type { JsonObject } from '../../http/parseBody.mts';
import type { SearchBody } from '../parseBody.mts';
import type { Clock } from './predicates.mts';
import { parseDateRange } from './dateRange.mts';
import { parseQuery } from './parseQuery.mts';
import type { QueryTree } from './parseQuery.mts';

type Since = number | undefined;

const later = (times: Since[]): Since => {
	const known = times.filter((time) => time !== undefined);
	return known.length ? Math.max(...known) : undefined;
};
const part = (value: unknown, key: string): unknown =>
	typeof value === 'object' && value !== null ? (value as JsonObject)[key] : undefined;

function inTree(tree: QueryTree, clock: Clock): Since {
	switch (tree.kind) {
		case 'and':
			return later(tree.parts.map((one) => inTree(one, clock)));
		case 'must':
			return inTree(tree.part, clock);
		case 'field': {
			const from = tree.part.kind === 'range' ? tree.part.from : undefined;
			return tree.field === 'created' && from
				? parseDateRange(from.text, clock.now, clock.zone)?.from
				: undefined;
		}
		default:
			return undefined;
	}
}

function inDsl(query: unknown, clock: Clock): Since {
	const range = part(part(query, 'range'), 'created');
	const from = part(range, 'gte') ?? part(range, 'gt');
	const zone = part(range, 'time_zone');
	const bool = part(query, 'bool');
	const clauses = [part(bool, 'must') ?? [], part(bool, 'filter') ?? []].flat();
	const here =
		from === undefined || from === null
			? undefined
			: parseDateRange(String(from), clock.now, typeof zone === 'string' ? zone : clock.zone)?.from;
	return later([here, ...clauses.map((one) => inDsl(one, clock))]);
}

/**
 * Returns the time before which no matching document was created, if the body states it. A request for
 * the latest events then doesn't read a million older ones.
 */
export function createIncrementalTest(body: SearchBody, clock: Clock): Since {
	const { query, queryDsl, filters } = body.raw;
	const text = part(query, 'query');
	const main =
		body.queryType === 'DSL'
			? inDsl(queryDsl, clock)
			: body.queryType === 'SAILPOINT' && typeof text === 'string'
				? inTree(parseQuery(text), clock)
				: undefined;
	const filter = part(filters, 'created');
	const lower = part(part(part(filter, 'range'), 'lower'), 'value');
	const counts = part(filter, 'type') === 'RANGE' && part(filter, 'exclude') !== true;
	return later([
		main,
		counts && lower !== undefined
			? parseDateRange(String(lower), clock.now, clock.zone)?.from
			: undefined,
	]);
}
