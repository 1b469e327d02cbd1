import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';

import { getPartReason } from '../../shared/output/part';
import { isJsonObject } from '../../shared/parameters/json';

/** Problem that the result of a job reports for an object type. */
export interface JobProblem {
	/** Object type, such as RULE. */
	kind: string;
	text: string;
	reported: unknown;
}

/**
 * Finds the problems in a result.
 * @param path of lists within an object whose keys are object types, such as `results.*.errors`
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

const MAX_LISTED = 10;

/** Lists problems in one line. */
export function formatJobProblems(problems: JobProblem[]): string {
	const listed = problems.slice(0, MAX_LISTED).map(({ kind, text }) => `${kind}: ${text}`);
	const more = problems.length > MAX_LISTED ? ` (and ${problems.length - MAX_LISTED} more)` : '';
	return listed.join('; ') + more;
}
