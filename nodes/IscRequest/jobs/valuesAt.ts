import get from 'lodash/get';

/** All values at a dotted path, in which `[]` goes through a list; what is missing or empty is left out. */
export function valuesAt(root: unknown, path: string): unknown[] {
	const [first = '', ...others] = path.split('[]');
	let values = [first === '' ? root : (get(root, first) as unknown)];
	for (const part of others) {
		const rest = part.replace(/^\./, '');
		values = values
			.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []))
			.map((value) => (rest === '' ? value : (get(value, rest) as unknown)));
	}
	return values.filter((value) => value !== undefined && value !== null && value !== '');
}
