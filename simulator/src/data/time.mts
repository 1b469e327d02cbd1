const START = Date.parse('2022-01-03T08:00:00Z');
const END = Date.parse('2025-06-30T18:00:00Z');

/** Returns the creation date of the record at an index: evenly spread, in order, and in the past. */
export function getCreatedDate(index: number, total: number): string {
	return new Date(START + Math.floor(((END - START) / (total + 1)) * index)).toISOString();
}

/** Returns the date of the last change: some days after the creation. */
export function getModifiedDate(created: string, days: number): string {
	return new Date(Date.parse(created) + days * 86_400_000).toISOString();
}
