import type { ItemResult } from './types';

/** More than this many are counted, not listed. */
const MAX_LISTED = 20;

/** Consecutive numbers as ranges: `0-3, 7`. */
function toRanges(numbers: number[]): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const number of numbers) {
		const range = ranges.at(-1);
		if (range && range[1] === number - 1) range[1] = number;
		else ranges.push([number, number]);
	}
	return ranges
		.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
		.join(', ');
}

/**
 * Says what a run that failed has changed in ISC, so that the user doesn't repeat it.
 * @param writes whether items change something
 * @returns sentences, or an empty text if nothing was changed
 */
export function describeProgress(results: ItemResult[], writes: boolean): string {
	if (!writes) return '';
	const succeeded = [...results.keys()].filter((index) => results[index]!.error === undefined);
	const jobs = results.flatMap((result, index) =>
		result.jobs.map(({ name, id }) => `${name} '${id}' (item ${index})`),
	);
	const listed = jobs.slice(0, MAX_LISTED).join(', ');
	const more = jobs.length > MAX_LISTED ? ` and ${jobs.length - MAX_LISTED} more` : '';
	return [
		succeeded.length > 0 && `Already carried out: item ${toRanges(succeeded)}.`,
		jobs.length > 0 &&
			`Already started, and continuing in ISC: ${listed}${more}. Wait for a job with the resource Job and its ID.`,
	]
		.filter(Boolean)
		.join(' ');
}
