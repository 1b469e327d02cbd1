import { hasPiece, hidePieces } from '../catalogue/pieces';
import { isObject } from './object';

/** JSON in text, or what it stands for. */
export function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

const TEXT_OR_PIECE = /"(?:[^"\\]|\\.)*"|\uE000\d+\uE001/g;

/** The JSON that was typed, with a mark in place of each expression; undefined where these make more than values. */
function templateOf(raw: string): unknown {
	const { text } = hidePieces(raw.slice(1));
	return parsed(text.replace(TEXT_OR_PIECE, (part) => (part.startsWith('"') ? part : `"${part}"`)));
}

function isMade(template: unknown): boolean {
	if (typeof template === 'string') return hasPiece(template);
	return isObject(template) || Array.isArray(template)
		? Object.values(template).some(isMade)
		: false;
}

function prune(template: unknown, value: unknown): unknown {
	if (Array.isArray(template) && Array.isArray(value)) {
		return value.flatMap((one: unknown, index) =>
			isMade(template[index]) ? [prune(template[index], one)] : [],
		);
	}
	if (!isObject(template) || !isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => isMade(template[name]))
			.map(([name, one]) => [name, prune(template[name], one)]),
	);
}

/**
 * What of JSON expressions made: the rest was typed, and is meant as it is.
 * @param raw as the user entered it, starting with `=`
 * @param value JSON in text, or what it stands for
 */
export function madeByExpressions(raw: string, value: unknown): unknown {
	const template = templateOf(raw);
	const read = parsed(value);
	return isObject(template) || Array.isArray(template) ? prune(template, read) : read;
}
