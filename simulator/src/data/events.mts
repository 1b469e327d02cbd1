import type { BuildContext } from './recordBuilderContext.mts';
import { mix } from './seededRandom.mts';
import { sourceRef } from './sources.mts';
import { createdAt } from './time.mts';
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

/** The audit event at an index; each is later than the one before. */
export function buildEvent(context: BuildContext, index: number, id: string): AuditEvent {
	const { counts, seed } = context;
	const kind = kinds[index % kinds.length] as (typeof kinds)[number];
	const random = mix(seed + 21, index);
	const status = random % 9 === 0 ? 'FAILED' : 'PASSED';
	const source = sourceRef(context, random % Math.max(1, counts.sources));
	const target = context.identityRef(random);
	return {
		id,
		created: createdAt(index, counts.events),
		action: kind.action,
		type: kind.type,
		actor: { name: index % 3 === 0 ? 'System' : context.identityRef(random >>> 8).name },
		target: { name: target.name },
		stack: kind.stack,
		trackingNumber: hex(random, mix(random, 1), mix(random, 2), mix(random, 3)),
		ipAddress: index % 3 === 0 ? null : `10.${random % 200}.${index % 250}.7`,
		details: hex(mix(random, 4), mix(random, 5), mix(random, 6), mix(random, 7)),
		attributes: { sourceName: source.name, sourceId: source.id, accountName: `account-${index}` },
		objects: [kind.object],
		operation: kind.operation,
		status,
		...kind[status],
	};
}
