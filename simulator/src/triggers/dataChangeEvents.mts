import type { SimulatorContext } from '../simulatorContext.mts';
import type { Entity, Table } from '../data/table.mts';
import type { Identity, Source } from '../data/types.mts';

const LONGEST_VALUE = 450;

const pointer = ({ id, name }: Identity) => ({ type: 'IDENTITY', id, name });

/** Returns a value as in an event: long text is cut. */
const shown = (value: unknown) =>
	typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : (value ?? null);

function changesBetween(before: Identity, after: Identity) {
	// The event contains the attribute `manager` as a reference.
	const attributes = (identity: Identity): Record<string, unknown> => ({
		...identity.attributes,
		manager: identity.managerRef,
	});
	const [old, fresh] = [attributes(before), attributes(after)];
	return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
		.filter((name) => JSON.stringify(old[name] ?? null) !== JSON.stringify(fresh[name] ?? null))
		.map((name) => ({ attribute: name, oldValue: shown(old[name]), newValue: shown(fresh[name]) }));
}

/** Returns a watcher that calls back with the record before and after each write. */
function onWrite<T extends Entity>(
	table: Table<T>,
	told: (before: T | undefined, after: T | undefined) => void,
): void {
	table.watch({
		written: (position, before) => told(before, table.at(position)),
		reset: () => {},
	});
}

function watchIdentities({ data, triggers }: SimulatorContext): void {
	onWrite(data.identities, (before, after) => {
		if (!after) return;
		const identity = pointer(after);
		if (!before) {
			const { attributes } = after;
			triggers.emit('idn:identity-created', { identity, attributes });
			return;
		}
		const changes = changesBetween(before, after);
		if (changes.length) triggers.emit('idn:identity-attributes-changed', { identity, changes });
	});
}

function watchSources(context: SimulatorContext): void {
	const tell = (word: string, when: string, source: Source) => {
		const { id, name, connector, connectionType } = source;
		const user = context.user();
		context.triggers.emit(`idn:source-${word}`, {
			id,
			name,
			type: connectionType === 'file' ? 'DELIMITED_FILE' : 'DIRECT_CONNECT',
			[when]: context.timestamp(),
			connector,
			actor: { type: 'IDENTITY', id: user.id, name: user.alias },
		});
	};
	onWrite(context.data.sources, (before, after) => {
		if (!before && after) tell('created', 'created', after);
		else if (before && after) tell('updated', 'modified', after);
		else if (before) tell('deleted', 'deleted', before);
	});
}

/** Emits events for writes to the data. */
export function emitDataChangeEvents(context: SimulatorContext): void {
	watchIdentities(context);
	watchSources(context);
}
