import { containsMaskedExpression, maskExpressions } from './maskExpressions';
import { isJsonObject } from './json';
import { tryParseJson } from './tryParse';

const MARKER = /\uE000(\d+)\uE001/g;
const STRING_OR_MARKER = /"(?:[^"\\]|\\.)*"|\uE000\d+\uE001/g;

/** Returns whether an expression in a text returned nothing. */
type IsMissing = (expression: string) => boolean;

/** Marks text that is composed of several parts, one of which is an expression that returned nothing. */
const INCOMPLETE_MARKER = '\uE002';

/**
 * Parses typed JSON with a marker in place of each expression.
 * @returns undefined if expressions produce more than values, such as field names with their values
 */
function parseTemplate(raw: string, isMissing: IsMissing): unknown {
	const { text, expressions } = maskExpressions(raw.slice(1));
	const isIncomplete = (part: string) => {
		const markers = [...part.matchAll(MARKER)];
		const isComposed = markers.length > 1 || part.replace(MARKER, '') !== '""';
		return isComposed && markers.some(([, index]) => isMissing(expressions[Number(index)] ?? ''));
	};
	return tryParseJson(
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
 * Returns the parts of a JSON parameter that expressions produced. Typed values are left out, since the user entered
 * them on purpose.
 * @param raw the parameter as the user entered it, starting with `=`
 * @param value JSON text, or the value it contains
 * @param isMissing whether a single expression in a longer text returned nothing; the whole text then counts as missing
 */
export function evaluateJsonExpressions(
	raw: string,
	value: unknown,
	isMissing: IsMissing = () => false,
): unknown {
	const template = parseTemplate(raw, isMissing);
	const parsed = typeof value === 'string' ? tryParseJson(value) : value;
	return isJsonObject(template) || Array.isArray(template)
		? keepEvaluated(template, parsed)
		: parsed;
}
