import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';

import { reasonOf } from '../../execution/part';
import { isObject } from '../../forms/object';

/** What the result of a job reports for one kind of object. */
export interface Problem {
	/** Such as RULE. */
	kind: string;
	text: string;
	reported: unknown;
}

/**
 * Finds the problems in a result.
 * @param path of an object of lists, such as `results.*.errors`: its keys are the kinds of objects
 */
export function problemsIn(result: unknown, path: string): Problem[] {
	const [before = '', after = ''] = path.split('.*.');
	const kinds: unknown = get(result, before);
	return Object.entries(isObject(kinds) ? kinds : {}).flatMap(([kind, value]) => {
		const list: unknown = get(value, after);
		return (Array.isArray(list) ? (list as unknown[]) : []).map((reported) => ({
			kind,
			text: isObject(reported) ? reasonOf(reported) : String(reported),
			reported: reported as IDataObject,
		}));
	});
}

const MOST_LISTED = 10;

/** Lists problems in one line. */
export function listProblems(problems: Problem[]): string {
	const listed = problems.slice(0, MOST_LISTED).map(({ kind, text }) => `${kind}: ${text}`);
	const more = problems.length > MOST_LISTED ? ` (and ${problems.length - MOST_LISTED} more)` : '';
	return listed.join('; ') + more;
}
