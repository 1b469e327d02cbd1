import { isUndefinedText } from './expressions';

/** Returns the JSON Pointer of a top-level field; special characters in its name are escaped. */
export const toJsonPointer = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

interface PointerProblem {
	problem: string;
	hint: string;
}

/**
 * Finds what shows that a part of a JSON Pointer is missing, as in `/attributes/undefined`. The change would affect another
 * field.
 * @param pointer that starts with a slash
 */
export function findPointerProblem(pointer: string): PointerProblem | undefined {
	const segments = pointer.split('/').slice(1);
	if (segments.some((segment) => segment.trim() === '')) {
		return {
			problem: 'contains an empty segment',
			hint: 'Separate segments with one /. If a segment comes from an expression, check the data that it reads.',
		};
	}
	if (segments.some(isUndefinedText)) {
		return {
			problem: 'contains missing data (undefined, null, or [object Object])',
			hint: 'Check the data that the expression reads.',
		};
	}
	return undefined;
}
