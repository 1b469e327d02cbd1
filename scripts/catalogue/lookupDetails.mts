import type { Operation, ValueLookup } from '../../nodes/shared/catalogue/types.ts';
import { getOperationName, listEntries, type Document } from './openApi.mts';
import { readOperation } from './readOperation.mts';
import { createResolver, type Resolve } from './resolveRefs.mts';
import { getProperties, getValueType, type ResolvedSchema } from './schemas.mts';

/** Fields that distinguish records with the same name. Of each group, the first one in the records is used. */
const TITLE = [
	'uniqueName',
	'accountName',
	'subscriptionName',
	'role.name',
	'nonEmployeeRequest.accountName',
	'attributes.displayName',
	'name',
];
const CONTAINER = [
	'entitlement.name',
	'entitlement.displayName',
	'sourceName',
	'source.name',
	'accountSource.name',
	'campaign.name',
	'session.id',
];
const PERSON = [
	'requestedFor.name',
	'requestee.name',
	'targetIdentitySummary.name',
	'reviewer.name',
	'identity.name',
	'identity.displayName',
	'identitySummary.name',
	'ownerIdentity.name',
	'nonEmployeeRequest.email',
	'requesterDisplayName',
	'requesterName',
	'createdByDisplayName',
	'launcher',
	'approver.name',
	'target.name',
];
const ADDRESS = ['emailAddress', 'email', 'alias'];
const KIND = [
	'requestType',
	'type',
	'operationType',
	'usageType',
	'jobType',
	'targetType',
	'medium',
	'triggerName',
	'level',
];
const STATE = ['approvalStatus', 'completionStatus', 'statusType', 'state', 'status'];
const DATE = [
	'created',
	'createdDate',
	'createdAt',
	'dateCreated',
	'startTime',
	'addedDate',
	'firstDetectionDate',
	'deletedDate',
	'launched',
];

/** Maximum number of details; more would hide the name. */
const MAX_DETAILS = 4;

/** Whether records have primitive values at a dotted path. */
function hasValueAt(view: ResolvedSchema, path: string, resolve: Resolve): boolean {
	const [findFirst = '', ...rest] = path.split('.');
	const property = getProperties(view, resolve)[findFirst];
	if (!property) return false;
	if (rest.length > 0) return hasValueAt(property, rest.join('.'), resolve);
	return !['list', 'object', 'file', 'any'].includes(getValueType(property, resolve));
}

/** Chooses the fields that a list in the editor shows next to the label, as dotted paths. */
function chooseDetails(
	{ label, value }: ValueLookup,
	item: ResolvedSchema,
	resolve: Resolve,
): string[] {
	const findFirst = (paths: string[]) =>
		paths
			.filter((path) => path !== label && path !== value && hasValueAt(item, path, resolve))
			.slice(0, 1);
	const isBare = label === value;
	const person = findFirst(PERSON);
	const details = [
		...(isBare ? findFirst(TITLE) : []),
		...findFirst(CONTAINER),
		...person,
		...(person.length === 0 ? findFirst(ADDRESS) : []),
		...findFirst(KIND),
	];
	const isRequest = isBare || person.length > 0;
	if (isRequest) details.push(...findFirst(STATE));
	const isAddress = details.some((path) => ADDRESS.includes(path));
	if (isRequest || (details.length < 2 && !isAddress)) details.push(...findFirst(DATE));
	return details.length > MAX_DETAILS
		? [...details.slice(0, MAX_DETAILS - 1), details.at(-1)!]
		: details;
}

/** Returns the details by the ID of each list operation for path parameters. */
export function getLookupDetails(
	document: Document,
	operations: Operation[],
): Record<string, string[]> {
	const resolve = createResolver(document);
	const lookups = new Map(
		operations
			.flatMap(({ parameters }) => parameters.flatMap(({ lookup }) => lookup ?? []))
			.map((lookup) => [lookup.list, lookup] as const),
	);
	return Object.fromEntries(
		listEntries(document)
			.flatMap((entry) => {
				const lookup = lookups.get(getOperationName(entry));
				const item = lookup && readOperation(entry, document, resolve).item;
				const details = lookup && item ? chooseDetails(lookup, item, resolve) : [];
				return details.length > 0 ? [[getOperationName(entry), details] as const] : [];
			})
			.sort(([one], [other]) => one.localeCompare(other)),
	);
}
