import { createSeededHex } from './seededRandom.mts';

/** Converts the index of a record into its 32-digit ID and back, so that no index is stored. */
export interface IdScheme {
	idOf(index: number): string;
	indexOf(id: string): number;
}

// The IDs grow with the index, so that a million records are sorted by ID without work.
const STRIDE = 1_048_573;

/** Returns the id scheme of one kind of record. */
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
