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

export const toKnow = (text: string): Remark => ({ text, needsPerson: false });
export const toDo = (text: string): Remark => ({ text, needsPerson: true });

const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>) => `${method} ${path}`;
const wordsOf = (names: string[]) => names.map((name) => `'${name}'`).join(', ');

/** Path parameters that stand at the same place and have another name in the other operation. */
function renamed(one: string, other: string): Array<[string, string]> {
	const [here, there] = [stripVersion(one), stripVersion(other)];
	return here.flatMap((part, index) =>
		part !== there[index] ? [[part, there[index] ?? ''] as [string, string]] : [],
	);
}

const blank = (path: string) =>
	stripVersion(path)
		.map((part) => part.replace(/^\{.*\}$/, '{}'))
		.join('/');

/** The service may have the operation in another version too, and the path so far does not tell which was meant. */
function ofTwin(operation: Operation, version: string): Remark[] {
	return storedOperations
		.filter(
			(record) =>
				record.id !== operation.id &&
				record.method === operation.method &&
				blank(record.path) === blank(operation.path),
		)
		.flatMap((twin) => {
			const changes = renamed(operation.path, twin.path);
			if (changes.length > 0) {
				const told = changes.map(([here, there]) => `${there} in place of ${here}`).join(', ');
				return [
					toDo(
						`There is ${nameOf(twin)} as well, and it takes ${told}: check which of them the value in this path is for.`,
					),
				];
			}
			const isInBoth =
				version === 'latest' || getLegacyVersions(twin).includes(version as LegacyApiVersion);
			return isInBoth
				? [toDo(`'${version}' does not tell whether ${nameOf(twin)} is meant: check which it is.`)]
				: [];
		});
}

function ofDeprecation({ deprecated, replacedBy }: Operation): Remark[] {
	if (!deprecated) return [];
	const successors = (replacedBy ?? []).flatMap((id) => getOperationById(id) ?? []).map(nameOf);
	return [
		toKnow(
			successors.length > 0
				? `Is deprecated in its current version too; ${successors.join(', ')} replaces it.`
				: 'Is deprecated in its current version too; no replacement is known.',
		),
	];
}

const ofVersion = (operation: Operation, version: string): Remark[] =>
	version === 'latest' || getLegacyVersions(operation).includes(version as LegacyApiVersion)
		? []
		: [toKnow(`The documents of ${version} do not list this call.`)];

/** Query parameters that are not among an operation's own ones in the catalogue. */
const OF_LISTS = ['limit', 'offset', 'count', 'start', 'searchAfter', 'next'];

function ofQuery(operation: Operation, query: Map<string, string>): Remark[] {
	const taken = [
		...OF_LISTS,
		...operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name),
		...(operation.filters ? ['filters'] : []),
		...(operation.sorters ? ['sorters'] : []),
	];
	const strange = [...query.keys()].filter((name) => !taken.includes(name));
	return strange.length > 0
		? [
				toKnow(
					`The documents of the current operation name no query parameter ${wordsOf(strange)}: try it.`,
				),
			]
		: [];
}

const CONDITION = /([A-Za-z][\w.-]*)\s+(?:eq|ne|co|sw|in|gt|ge|lt|le|ca|pr)\b/g;

/** Fields in a filter; those in texts and expressions are none. */
const fieldsIn = (filter: string) =>
	[
		...maskExpressions(filter)
			.text.replace(/"(\\.|[^"\\])*"/g, '""')
			.matchAll(CONDITION),
	].flatMap(([, field]) => field ?? []);

function ofFilter({ filters }: Operation, query: Map<string, string>): Remark[] {
	const known = Object.keys(filters?.fields ?? {});
	const strange = fieldsIn(query.get('filters') ?? '').filter((field) => !known.includes(field));
	// The documents are not complete here: what they do not name may work all the same.
	return filters && strange.length > 0
		? [
				toKnow(
					`The filter uses ${wordsOf(strange)}, which the documents of the current operation do not name: try it.`,
				),
			]
		: [];
}

/** @param version the legacy one that the call had so far */
export const remarksOn = (
	operation: Operation,
	version: string,
	query: Map<string, string>,
): Remark[] => [
	...ofTwin(operation, version),
	...ofQuery(operation, query),
	...ofFilter(operation, query),
	...ofDeprecation(operation),
	...ofVersion(operation, version),
];
