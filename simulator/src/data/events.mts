import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { hash } from './seededRandom.mts';
import { getSourceReference } from './sources.mts';
import { getCreatedDate } from './time.mts';
import type { AuditEvent } from './types.mts';

const combinations = [
	{ type: 'PROVISIONING', object: 'ACCOUNT', operation: 'MODIFY', stack: 'wps' },
	{ type: 'ACCESS_ITEM', object: 'ENTITLEMENT', operation: 'ADD', stack: 'tpe' },
	{ type: 'AUTH', object: 'AUTHENTICATION', operation: 'REQUEST', stack: 'oathkeeper' },
	{ type: 'PROVISIONING', object: 'ACCOUNT', operation: 'CREATE', stack: 'wps' },
	{ type: 'USER_MANAGEMENT', object: 'IDENTITY', operation: 'UPDATE', stack: 'idn' },
	{ type: 'SOURCE_MANAGEMENT', object: 'SOURCE', operation: 'UPDATE', stack: 'cc' },
	{ type: 'ACCESS_REQUEST', object: 'ACCESS_REQUEST', operation: 'APPROVE', stack: 'ats' },
] as const;

const title = (text: string) =>
	text
		.split('_')
		.map((word) => word.charAt(0) + word.slice(1).toLowerCase())
		.join(' ');

const kinds = combinations.map((one) => {
	const [operation, object] = [title(one.operation), title(one.object)];
	const action = `${operation}${object.replace(' ', '')}`;
	const outcome = (status: string) => ({
		name: `${operation} ${object} ${title(status)}`,
		technicalName: `${one.object}_${one.operation}_${status}`,
	});
	return { ...one, action, PASSED: outcome('PASSED'), FAILED: outcome('FAILED') };
});

const hex = (...values: number[]) =>
	values.map((value) => value.toString(16).padStart(8, '0')).join('');

/** Builds the audit event at an index; each is later than the previous one. */
export function buildEvent(context: RecordBuilderContext, index: number, id: string): AuditEvent {
	const { counts, seed } = context;
	const kind = kinds[index % kinds.length] as (typeof kinds)[number];
	const random = hash(seed + 21, index);
	const status = random % 9 === 0 ? 'FAILED' : 'PASSED';
	const source = getSourceReference(context, random % Math.max(1, counts.sources));
	const target = context.identityRef(random);
	return {
		id,
		created: getCreatedDate(index, counts.events),
		action: kind.action,
		type: kind.type,
		actor: { name: index % 3 === 0 ? 'System' : context.identityRef(random >>> 8).name },
		target: { name: target.name },
		stack: kind.stack,
		trackingNumber: hex(random, hash(random, 1), hash(random, 2), hash(random, 3)),
		ipAddress: index % 3 === 0 ? null : `10.${random % 200}.${index % 250}.7`,
		details: hex(hash(random, 4), hash(random, 5), hash(random, 6), hash(random, 7)),
		attributes: { sourceName: source.name, sourceId: source.id, accountName: `account-${index}` },
		objects: [kind.object],
		operation: kind.operation,
		status,
		...kind[status],
	};
}
