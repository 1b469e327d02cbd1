import type { SimulatorContext } from '../../simulatorContext.mts';

/** What search returns for a record. */
export type Document = Record<string, unknown>;

/** Fields that end every document, as the tenant's index adds them. */
export function buildIndexFields(
	context: SimulatorContext,
	type: string,
	changed: unknown,
): Document {
	const { tenantName, indexLagMs } = context.options;
	return {
		pod: 'sim01-local',
		org: tenantName,
		synced: syncedAt(changed, indexLagMs),
		_type: type,
		...(type === 'event' ? {} : { type }),
		_version: 'v2',
	};
}

function syncedAt(changed: unknown, lag: number): unknown {
	if (!lag) return changed;
	const time = Date.parse(String(changed));
	return Number.isNaN(time) ? changed : new Date(time + lag).toISOString();
}

type Pointer = { id: string; name: string };

/** A pointer without its type. */
export const short = ({ id, name }: Pointer) => ({ id, name });
