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

const MARKER = /\uE000(\d+)\uE001/g;
const STRING_OR_MARKER = /"(?:[^"\\]|\\.)*"|\uE000\d+\uE001/g;

/** Whether an expression in a text gives nothing. */
type IsMissing = (expression: string) => boolean;

/** Marks a text that is put together of pieces, of which one gives nothing. */
const INCOMPLETE_MARKER = '\uE002';

/**
 * The JSON that was typed, with a mark in place of each expression; undefined where these make more than values.
 */
function parseTemplate(raw: string, isMissing: IsMissing): unknown {
	const { text, expressions } = maskExpressions(raw.slice(1));
	const isIncomplete = (part: string) => {
		const markers = [...part.matchAll(MARKER)];
		const isComposed = markers.length > 1 || part.replace(MARKER, '') !== '""';
		return isComposed && markers.some(([, index]) => isMissing(expressions[Number(index)] ?? ''));
	};
	return parseIfJson(
		text.replace(STRING_OR_MARKER, (part) => {
			if (!part.startsWith('"')) return `"${part}"`;
			return isIncomplete(part) ? part.replace(/"$/, `${INCOMPLETE_MARKER}"`) : part;
		}),
	);
}

function containsExpression(template: unknown): boolean {
	if (typeof template === 'string') return containsMaskedExpression(template);
	return isJsonObject(template) || Array.isArray(template)
		? Object.values(template).some(containsExpression)
		: false;
}

function keepEvaluated(template: unknown, value: unknown): unknown {
	if (typeof template === 'string' && template.includes(INCOMPLETE_MARKER)) return undefined;
	if (Array.isArray(template) && Array.isArray(value)) {
		return value.flatMap((item: unknown, index) =>
			containsExpression(template[index]) ? [keepEvaluated(template[index], item)] : [],
		);
	}
	if (!isJsonObject(template) || !isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => containsExpression(template[name]))
			.map(([name, item]) => [name, keepEvaluated(template[name], item)]),
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
	const template = parseTemplate(raw, isMissing);
	const parsed = parseIfJson(value);
	return isJsonObject(template) || Array.isArray(template)
		? keepEvaluated(template, parsed)
		: parsed;
}
