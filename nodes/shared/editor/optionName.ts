import startCase from 'lodash/startCase';

/** Upper-case constants of the API. Shorter ones are abbreviations, such as CSV. */
const CONSTANT = /^[A-Z][A-Z\d_]{3,}$/;

/** Returns the label of a value of the API: `GRANT_ACCESS` becomes `Grant Access`. */
export const toOptionName = (value: unknown): string => {
	const text = String(value);
	return startCase(CONSTANT.test(text) ? text.toLowerCase() : text);
};
