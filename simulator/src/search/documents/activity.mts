import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AuditEvent, AnyRecord } from '../../data/types.mts';
import { buildIndexFields } from './document.mts';
import type { Document } from './document.mts';
import type { SearchTables } from './sourceTables.mts';

type Summary = { id: string; name: string } | null;
type Item = { id: string; attribute: string; value: string; nativeIdentity: string } & AnyRecord;

const person = (summary: unknown) => {
	const { id, name } = (summary as Summary) ?? { id: null, name: null };
	return { id, name, type: 'Identity' };
};
const actions: Record<string, string> = { appRequest: 'Access Request' };
const stages: Record<string, string> = { COMPLETED: 'Completed', EXECUTING: 'Executing' };
const statuses: Record<string, string> = {
	SUCCESS: 'Complete',
	FAILURE: 'Failed',
	INCOMPLETE: 'Incomplete',
	PENDING: 'Pending',
};

/** Creates the documents of account activities and audit events. */
export function createActivityDocuments(context: SimulatorContext, tables: SearchTables) {
	const getSource = (id: unknown) => {
		const source = tables.sources.get(String(id));
		return { id, name: source?.name ?? null, type: source?.type ?? null };
	};
	const accountActivity = (record: AnyRecord): Document => {
		const items = (record.items ?? []) as Item[];
		const status = String(record.completionStatus ?? 'PENDING');
		const requests = items.map((item) => ({
			accountId: item.nativeIdentity,
			op: 'Modify',
			attributeRequests: [{ name: item.attribute, op: 'Add', value: item.value }],
			provisioningTarget: getSource(item.sourceId),
			source: getSource(item.sourceId),
			result: { status: item.provisioningStatus === 'FAILED' ? 'failed' : 'committed' },
		}));
		// Recorded documents lack fields of the official ones, and name the action in words.
		const isRecorded = context.options.searchDocuments === 'recorded';
		return {
			id: record.id,
			...(isRecorded
				? { action: actions[String(record.type)] ?? record.type, origin: null }
				: {
						name: record.name,
						action: record.type,
						errors: record.errors ?? [],
						warnings: record.warnings ?? [],
					}),
			created: record.created,
			modified: record.modified,
			stage: stages[String(record.executionStatus)] ?? record.executionStatus,
			status: statuses[status] ?? status,
			requester: person(record.requesterIdentitySummary),
			recipient: person(record.targetIdentitySummary),
			trackingNumber: record.id,
			approvals: [],
			originalRequests: requests,
			expansionItems: [],
			accountRequests: requests,
			sources: [...new Set(requests.map(({ source }) => source.name))].join(', '),
			...buildIndexFields(context, 'accountactivity', record.modified ?? record.created),
		};
	};
	const event = (record: AuditEvent): Document => ({
		...record,
		...buildIndexFields(context, 'event', record.created),
	});
	return { accountActivity, event };
}
