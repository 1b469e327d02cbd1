import type { Operation, ValueLookup } from '../../nodes/shared/catalogue/types.ts';
import { nameOf, operationsIn, type Document } from './openApi.mts';
import { readOperation } from './readOperation.mts';
import { resolver, type Resolve } from './resolveRefs.mts';
import { propertiesOf, typeOf, type View } from './schemas.mts';

/** Fields that distinguish records of one name; of each group, the first that the records have. */
const TITLE = [
	'uniqueName',
	'accountName',
	'subscriptionName',
	'role.name',
	'nonEmployeeRequest.accountName',
	'attributes.displayName',
	'name',
];
const PLACE = [
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

/** More of them would hide the name. */
const MOST = 4;

/** Whether records have plain values at a dotted path. */
function hasValueAt(view: View, path: string, resolve: Resolve): boolean {
	const [first = '', ...rest] = path.split('.');
	const property = propertiesOf(view, resolve)[first];
	if (!property) return false;
	if (rest.length > 0) return hasValueAt(property, rest.join('.'), resolve);
	return !['list', 'object', 'file', 'any'].includes(typeOf(property, resolve));
}

/** Chooses the fields that a picker shows beside the label, as dotted paths. */
function detailsOf({ label, value }: ValueLookup, item: View, resolve: Resolve): string[] {
	const first = (paths: string[]) =>
		paths
			.filter((path) => path !== label && path !== value && hasValueAt(item, path, resolve))
			.slice(0, 1);
	const isBare = label === value;
	const person = first(PERSON);
	const chosen = [
		...(isBare ? first(TITLE) : []),
		...first(PLACE),
		...person,
		...(person.length === 0 ? first(ADDRESS) : []),
		...first(KIND),
	];
	const isRequest = isBare || person.length > 0;
	if (isRequest) chosen.push(...first(STATE));
	const isAddress = chosen.some((path) => ADDRESS.includes(path));
	if (isRequest || (chosen.length < 2 && !isAddress)) chosen.push(...first(DATE));
	return chosen.length > MOST ? [...chosen.slice(0, MOST - 1), chosen.at(-1)!] : chosen;
}

/** @returns the details by the ID of each operation that lists values for a path parameter */
export function pickerDetails(
	document: Document,
	operations: Operation[],
): Record<string, string[]> {
	const resolve = resolver(document);
	const pickers = new Map(
		operations
			.flatMap(({ parameters }) => parameters.flatMap(({ picker }) => picker ?? []))
			.map((picker) => [picker.list, picker] as const),
	);
	return Object.fromEntries(
		operationsIn(document)
			.flatMap((entry) => {
				const picker = pickers.get(nameOf(entry));
				const item = picker && readOperation(entry, document, resolve).item;
				const details = picker && item ? detailsOf(picker, item, resolve) : [];
				return details.length > 0 ? [[nameOf(entry), details] as const] : [];
			})
			.sort(([one], [other]) => one.localeCompare(other)),
	);
}
