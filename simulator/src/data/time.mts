const START = Date.parse('2022-01-03T08:00:00Z');
const END = Date.parse('2025-06-30T18:00:00Z');

/** When the record at an index was created: spread evenly, in order, and long past. */
export function getCreatedDate(index: number, total: number): string {
	return new Date(START + Math.floor(((END - START) / (total + 1)) * index)).toISOString();
}

/** When it was last changed: some days after it was created. */
export function getModifiedDate(created: string, days: number): string {
	return new Date(Date.parse(created) + days * 86_400_000).toISOString();
}
