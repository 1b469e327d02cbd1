import { containsMaskedExpression, maskExpressions } from './maskExpressions';
import { isJsonObject } from './json';

/** JSON in text, or what it stands for. */
export function parseIfJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

const MARK = /\uE000(\d+)\uE001/g;
const TEXT_OR_PIECE = /"(?:[^"\\]|\\.)*"|\uE000\d+\uE001/g;

/** Whether an expression in a text gives nothing. */
type IsMissing = (piece: string) => boolean;

/** Marks a text that is put together of pieces, of which one gives nothing. */
const INCOMPLETE = '\uE002';

/**
 * The JSON that was typed, with a mark in place of each expression; undefined where these make more than values.
 */
function templateOf(raw: string, isMissing: IsMissing): unknown {
	const { text, pieces } = maskExpressions(raw.slice(1));
	const isIncomplete = (part: string) => {
		const keys = [...part.matchAll(MARK)];
		const isPutTogether = keys.length > 1 || part.replace(MARK, '') !== '""';
		return isPutTogether && keys.some(([, index]) => isMissing(pieces[Number(index)] ?? ''));
	};
	return parseIfJson(
		text.replace(TEXT_OR_PIECE, (part) => {
			if (!part.startsWith('"')) return `"${part}"`;
			return isIncomplete(part) ? part.replace(/"$/, `${INCOMPLETE}"`) : part;
		}),
	);
}

function isMade(template: unknown): boolean {
	if (typeof template === 'string') return containsMaskedExpression(template);
	return isJsonObject(template) || Array.isArray(template)
		? Object.values(template).some(isMade)
		: false;
}

function prune(template: unknown, value: unknown): unknown {
	if (typeof template === 'string' && template.includes(INCOMPLETE)) return undefined;
	if (Array.isArray(template) && Array.isArray(value)) {
		return value.flatMap((one: unknown, index) =>
			isMade(template[index]) ? [prune(template[index], one)] : [],
		);
	}
	if (!isJsonObject(template) || !isJsonObject(value)) return value;
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
 * @param isMissing of a single expression within a longer text: such a text counts as missing
 */
export function evaluateJsonExpressions(
	raw: string,
	value: unknown,
	isMissing: IsMissing = () => false,
): unknown {
	const template = templateOf(raw, isMissing);
	const read = parseIfJson(value);
	return isJsonObject(template) || Array.isArray(template) ? prune(template, read) : read;
}
