import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';

import { getPartReason } from '../../shared/output/part';
import { isJsonObject } from '../../shared/parameters/json';

/** What the result of a job reports for one kind of object. */
export interface JobProblem {
	/** Such as RULE. */
	kind: string;
	text: string;
	reported: unknown;
}

/**
 * Finds the problems in a result.
 * @param path of an object of lists, such as `results.*.errors`: its keys are the kinds of objects
 */
export function findJobProblems(result: unknown, path: string): JobProblem[] {
	const [before = '', after = ''] = path.split('.*.');
	const kinds: unknown = get(result, before);
	return Object.entries(isJsonObject(kinds) ? kinds : {}).flatMap(([kind, value]) => {
		const list: unknown = get(value, after);
		return (Array.isArray(list) ? (list as unknown[]) : []).map((reported) => ({
			kind,
			text: isJsonObject(reported) ? getPartReason(reported) : String(reported),
			reported: reported as IDataObject,
		}));
	});
}

const MOST_LISTED = 10;

/** Lists problems in one line. */
export function formatJobProblems(problems: JobProblem[]): string {
	const listed = problems.slice(0, MOST_LISTED).map(({ kind, text }) => `${kind}: ${text}`);
	const more = problems.length > MOST_LISTED ? ` (and ${problems.length - MOST_LISTED} more)` : '';
	return listed.join('; ') + more;
}
