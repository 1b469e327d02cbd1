import { getOperationById, storedOperations } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { maskExpressions } from '../../nodes/shared/parameters/maskExpressions.ts';
import type { LegacyApiVersion } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { getLegacyVersions } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { stripVersion } from '../../nodes/shared/api/apiVersion.ts';

/** A remark on a migrated request. */
export interface Remark {
	text: string;
	/** Whether it requires a check or a change by hand. */
	needsPerson: boolean;
}

export const info = (text: string): Remark => ({ text, needsPerson: false });
export const action = (text: string): Remark => ({ text, needsPerson: true });

const getRequestName = ({ method, path }: Pick<Operation, 'method' | 'path'>) =>
	`${method} ${path}`;
const formatNames = (names: string[]) => names.map((name) => `'${name}'`).join(', ');

/** Returns path parameters that have another name at the same position of the other path. */
function findRenamedParameters(one: string, other: string): Array<[string, string]> {
	const [here, there] = [stripVersion(one), stripVersion(other)];
	return here.flatMap((part, index) =>
		part !== there[index] ? [[part, there[index] ?? ''] as [string, string]] : [],
	);
}

const maskPlaceholders = (path: string) =>
	stripVersion(path)
		.map((part) => part.replace(/^\{.*\}$/, '{}'))
		.join('/');

/** Checks whether the service has the operation in another version, too: a legacy path doesn't show which one was used. */
function checkTwin(operation: Operation, version: string): Remark[] {
	return storedOperations
		.filter(
			(record) =>
				record.id !== operation.id &&
				record.method === operation.method &&
				maskPlaceholders(record.path) === maskPlaceholders(operation.path),
		)
		.flatMap((twin) => {
			const changes = findRenamedParameters(operation.path, twin.path);
			if (changes.length > 0) {
				const list = changes.map(([here, there]) => `${there} instead of ${here}`).join(', ');
				return [
					action(
						`There is also ${getRequestName(twin)}, with ${list}. Check which of them the value in this path is for.`,
					),
				];
			}
			const isInBoth =
				version === 'latest' || getLegacyVersions(twin).includes(version as LegacyApiVersion);
			return isInBoth
				? [
						action(
							`There is also ${getRequestName(twin)}, and '${version}' could mean either. Check which one is required.`,
						),
					]
				: [];
		});
}

function checkDeprecation({ deprecated, replacedBy }: Operation): Remark[] {
	if (!deprecated) return [];
	const successors = (replacedBy ?? [])
		.flatMap((id) => getOperationById(id) ?? [])
		.map(getRequestName);
	return [
		info(
			successors.length > 0
				? `The current version is deprecated, too. Use ${successors.join(', ')} instead.`
				: 'The current version is deprecated, too. No replacement is known.',
		),
	];
}

const checkVersion = (operation: Operation, version: string): Remark[] =>
	version === 'latest' || getLegacyVersions(operation).includes(version as LegacyApiVersion)
		? []
		: [info(`The documents of ${version} don't contain this request.`)];

/** Query parameters of pagination, which the catalogue doesn't list as parameters of an operation. */
const PAGINATION_PARAMETERS = ['limit', 'offset', 'count', 'start', 'searchAfter', 'next'];

function checkQuery(operation: Operation, query: Map<string, string>): Remark[] {
	const known = [
		...PAGINATION_PARAMETERS,
		...operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name),
		...(operation.filters ? ['filters'] : []),
		...(operation.sorters ? ['sorters'] : []),
	];
	const unknown = [...query.keys()].filter((name) => !known.includes(name));
	return unknown.length > 0
		? [
				info(
					`The current operation has no documented query parameter ${formatNames(unknown)}. Test the request.`,
				),
			]
		: [];
}

const CONDITION = /([A-Za-z][\w.-]*)\s+(?:eq|ne|co|sw|in|gt|ge|lt|le|ca|pr)\b/g;

/** Returns the fields in a filter, without text and expressions. */
const getFilterFields = (filter: string) =>
	[
		...maskExpressions(filter)
			.text.replace(/"(\\.|[^"\\])*"/g, '""')
			.matchAll(CONDITION),
	].flatMap(([, field]) => field ?? []);

function checkFilter({ filters }: Operation, query: Map<string, string>): Remark[] {
	const known = Object.keys(filters?.fields ?? {});
	const unknown = getFilterFields(query.get('filters') ?? '').filter(
		(field) => !known.includes(field),
	);
	// The documents are incomplete: undocumented fields can work.
	return filters && unknown.length > 0
		? [
				info(
					`The filter uses ${formatNames(unknown)}, which the current operation doesn't document. Test the request.`,
				),
			]
		: [];
}

/** Returns the remarks on a migrated request. @param version the previous legacy version */
export const getRemarks = (
	operation: Operation,
	version: string,
	query: Map<string, string>,
): Remark[] => [
	...checkTwin(operation, version),
	...checkQuery(operation, query),
	...checkFilter(operation, query),
	...checkDeprecation(operation),
	...checkVersion(operation, version),
];
