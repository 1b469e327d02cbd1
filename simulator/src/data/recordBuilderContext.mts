import type { Counts } from '../options.mts';
import { createIdScheme } from './idGenerator.mts';
import type { Reference } from './types.mts';
import type { FakeNames } from './fakeNames.mts';

export interface PersonName {
	first: string;
	last: string;
	full: string;
	alias: string;
}

/** The state that the record builders share. */
export interface RecordBuilderContext {
	seed: number;
	counts: Counts;
	words: FakeNames;
	/** Returns the ID of the seeded record of a kind at an index. */
	idOf(kind: string, index: number): string;
	personName(index: number): PersonName;
	identityRef(index: number): Reference;
}

// Names of a million people would take more memory and time than they save.
const KEPT_PEOPLE = 50_000;

/** Creates the shared state for one simulator. */
export function createRecordBuilderContext(
	seed: number,
	counts: Counts,
	words: FakeNames,
): RecordBuilderContext {
	const schemes = new Map<string, ReturnType<typeof createIdScheme>>();
	const idOf = (kind: string, index: number) => {
		let scheme = schemes.get(kind);
		if (!scheme) schemes.set(kind, (scheme = createIdScheme(seed, kind)));
		return scheme.idOf(index);
	};
	const room = Math.min(counts.identities + 1, KEPT_PEOPLE);
	const people = new Array<PersonName | undefined>(room);
	const personName = (index: number): PersonName =>
		index < room ? (people[index] ??= makePersonName(words, index)) : makePersonName(words, index);
	const references = new Array<Reference | undefined>(room);
	const makeReference = (place: number): Reference => ({
		type: 'IDENTITY',
		id: idOf('identity', place),
		name: personName(place).full,
	});
	return {
		seed,
		counts,
		words,
		idOf,
		personName,
		identityRef: (index) => {
			const place = counts.identities > 0 ? index % counts.identities : 0;
			if (place >= room) return makeReference(place);
			return (references[place] ??= makeReference(place));
		},
	};
}

// The number makes aliases unique.
function makePersonName(words: FakeNames, index: number): PersonName {
	const first = words.firstNames[index % words.firstNames.length] as string;
	const round = Math.floor(index / words.firstNames.length);
	const last = words.lastNames[(index * 7 + round) % words.lastNames.length] as string;
	const alias = `${first}.${last}${index}`.toLowerCase().replace(/[^a-z0-9.]/g, '');
	return { first, last, full: `${first} ${last}`, alias };
}
