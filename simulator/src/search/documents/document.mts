import type { SimulatorContext } from '../../simulatorContext.mts';

/** A document that search returns for a record. */
export type Document = Record<string, unknown>;

/** Returns the fields that the index adds to every document. */
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

interface Pointer {
	id: string;
	name: string;
}

/** Returns a reference without its type. */
export const short = ({ id, name }: Pointer) => ({ id, name });
