import type { ItemResult } from './types';

/** Maximum number of jobs to list; further jobs are counted. */
const MAX_LISTED = 20;

/** Formats consecutive numbers as ranges: `0-3, 7`. */
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
 * Describes what a failed run has changed in ISC, so users don't repeat it.
 * @param writes whether items change data
 * @returns sentences, or empty text if nothing was changed
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
		succeeded.length > 0 && `Already completed: item ${toRanges(succeeded)}.`,
		jobs.length > 0 &&
			`Already started and still running in ISC: ${listed}${more}. To keep waiting, use Job > Wait for Job with the ID of a job.`,
	]
		.filter(Boolean)
		.join(' ');
}
