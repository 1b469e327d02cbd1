import { isoMoment } from './dates';
import { readList } from './list';

/** A value of a search as text: dates go out in full, anything else as it was typed. */
export const textOf = (value: unknown): string => isoMoment(value) ?? String(value ?? '').trim();

/** Several values as text, without empty ones. @param value a list, or text with commas between */
export const textsIn = (value: unknown): string[] =>
	readList(value)
		.map(textOf)
		.filter((text) => text !== '');
