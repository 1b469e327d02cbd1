import { getOperationById, storedOperations } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { maskExpressions } from '../../nodes/shared/parameters/maskExpressions.ts';
import type { LegacyApiVersion } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { getLegacyVersions } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { stripVersion } from '../../nodes/shared/api/apiVersion.ts';

/** What there is to say of a call that was found a successor. */
export interface Remark {
	text: string;
	/** Whether a person has to look at it, or it is only good to know. */
	needsPerson: boolean;
}

export const info = (text: string): Remark => ({ text, needsPerson: false });
export const action = (text: string): Remark => ({ text, needsPerson: true });

const getRequestName = ({ method, path }: Pick<Operation, 'method' | 'path'>) =>
	`${method} ${path}`;
const formatNames = (names: string[]) => names.map((name) => `'${name}'`).join(', ');

/** Path parameters that stand at the same place and have another name in the other operation. */
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

/** The service may have the operation in another version too, and the path so far does not tell which was meant. */
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
				const list = changes.map(([here, there]) => `${there} in place of ${here}`).join(', ');
				return [
					action(
						`There is ${getRequestName(twin)} as well, and it takes ${list}: check which of them the value in this path is for.`,
					),
				];
			}
			const isInBoth =
				version === 'latest' || getLegacyVersions(twin).includes(version as LegacyApiVersion);
			return isInBoth
				? [
						action(
							`'${version}' does not tell whether ${getRequestName(twin)} is meant: check which it is.`,
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
				? `Is deprecated in its current version too; ${successors.join(', ')} replaces it.`
				: 'Is deprecated in its current version too; no replacement is known.',
		),
	];
}

const checkVersion = (operation: Operation, version: string): Remark[] =>
	version === 'latest' || getLegacyVersions(operation).includes(version as LegacyApiVersion)
		? []
		: [info(`The documents of ${version} do not list this call.`)];

/** Query parameters that are not among an operation's own ones in the catalogue. */
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
					`The documents of the current operation name no query parameter ${formatNames(unknown)}: try it.`,
				),
			]
		: [];
}

const CONDITION = /([A-Za-z][\w.-]*)\s+(?:eq|ne|co|sw|in|gt|ge|lt|le|ca|pr)\b/g;

/** Fields in a filter; those in texts and expressions are none. */
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
	// The documents are not complete here: what they do not name may work all the same.
	return filters && unknown.length > 0
		? [
				info(
					`The filter uses ${formatNames(unknown)}, which the documents of the current operation do not name: try it.`,
				),
			]
		: [];
}

/** @param version the legacy one that the call had so far */
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
