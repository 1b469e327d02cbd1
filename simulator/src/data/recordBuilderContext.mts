import type { Counts } from '../options.mts';
import { createIdScheme } from './idGenerator.mts';
import type { Reference } from './types.mts';
import type { FakeNames } from './fakeNames.mts';

export type PersonName = { first: string; last: string; full: string; alias: string };

/** What the builders of records share. */
export type RecordBuilderContext = {
	seed: number;
	counts: Counts;
	words: FakeNames;
	/** Id of the untouched record of a kind at an index. */
	idOf(kind: string, index: number): string;
	personName(index: number): PersonName;
	identityRef(index: number): Reference;
};

// Keeping the names of a million people takes more memory, and in the end more time, than it saves.
const KEPT_PEOPLE = 50_000;

/** Prepares the shared part for one tenant. */
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

// Walks the first names fastest; the number keeps aliases unique however many people there are.
function makePersonName(words: FakeNames, index: number): PersonName {
	const first = words.firstNames[index % words.firstNames.length] as string;
	const round = Math.floor(index / words.firstNames.length);
	const last = words.lastNames[(index * 7 + round) % words.lastNames.length] as string;
	const alias = `${first}.${last}${index}`.toLowerCase().replace(/[^a-z0-9.]/g, '');
	return { first, last, full: `${first} ${last}`, alias };
}
