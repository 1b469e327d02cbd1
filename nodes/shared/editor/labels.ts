import startCase from 'lodash/startCase';

/** Abbreviations in field names, as people write them. */
const ABBREVIATIONS: Record<string, string> = Object.fromEntries(
	['API', 'CSV', 'ID', 'IDs', 'IP', 'JSON', 'MFA', 'PAT', 'SoD', 'SSO', 'UI', 'URI', 'URL'].map(
		(text) => [startCase(text.toLowerCase()), text],
	),
);

/** Returns the label of a field of the API: `sourceId` becomes `Source ID`. */
export const toLabel = (name: string): string =>
	startCase(name)
		.split(' ')
		.map((word) => ABBREVIATIONS[word] ?? word)
		.join(' ');

/** Upper-case constants of the API. Shorter ones are abbreviations, such as CSV. */
const CONSTANT = /^[A-Z][A-Z\d_]{3,}$/;

/** Returns the label of a value of the API: `GRANT_ACCESS` becomes `Grant Access`. */
export const toOptionName = (value: unknown): string => {
	const text = String(value);
	return toLabel(CONSTANT.test(text) ? text.toLowerCase() : text);
};
