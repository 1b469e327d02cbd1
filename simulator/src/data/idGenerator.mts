import { createSeededHex } from './seededRandom.mts';

/** Turns the place of a record into its 32-digit id and back, so that no index has to be stored. */
export type IdScheme = { idOf(index: number): string; indexOf(id: string): number };

// The ids grow with the index: sorting by id then needs no work, even over a million records.
const STRIDE = 1_048_573;

/** The id scheme of one kind of record. */
export function createIdScheme(seed: number, kind: string): IdScheme {
	const prefix = createSeededHex(seed, kind, 20);
	return {
		idOf: (index) => prefix + ((index + 1) * STRIDE).toString(16).padStart(12, '0'),
		indexOf(id) {
			if (id.length !== 32 || !id.startsWith(prefix)) return -1;
			const place = Number.parseInt(id.slice(20), 16) / STRIDE - 1;
			return Number.isInteger(place) ? place : -1;
		},
	};
}
