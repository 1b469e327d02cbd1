import get from 'lodash/get';

const hasContent = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Alternatives in parentheses. The first one with text is used. */
const ALTERNATIVES = /^(.*?)\.?\(([^()]*)\)$/;

/**
 * Returns all values at a dotted path. `[]` stands for each entry of a list, and the last part can be alternatives, as in
 * `messages[].(text|key)`. Missing and empty values are left out.
 */
export function getAllAtPath(root: unknown, path: string): unknown[] {
	const [, before, choices] = ALTERNATIVES.exec(path) ?? [];
	if (before !== undefined && choices !== undefined) {
		return getAllAtPath(root, before).flatMap((value) => {
			const texts = choices.split('|').flatMap((choice) => getAllAtPath(value, choice));
			return texts.filter((text) => typeof text === 'string').slice(0, 1);
		});
	}
	const [first = '', ...others] = path.split('[]');
	let values = [first === '' ? root : (get(root, first) as unknown)];
	for (const part of others) {
		const rest = part.replace(/^\./, '');
		values = values
			.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []))
			.map((value) => (rest === '' ? value : (get(value, rest) as unknown)));
	}
	return values.filter(hasContent);
}
