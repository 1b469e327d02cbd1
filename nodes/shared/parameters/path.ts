import { ParameterError } from './parameterError';
import { isUndefinedText } from './expressions';

const PATH_LABEL = 'Path';
const PLACEHOLDER = /\{[^{}/]+\}/g;

function tryDecode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/** What must not stand in a path, each with what is wrong and the way out. */
const PATH_RULES: Array<[test: (path: string) => boolean, what: string, wayOut: string]> = [
	[(path) => path === '', 'is empty', 'Enter a path with its version, such as /accounts/v1.'],
	[
		(path) => /^(get|head|post|put|patch|delete)\s/i.test(path),
		'starts with a method',
		"Choose the method under 'Method', and leave it out here.",
	],
	[
		(path) => /\p{Cc}/u.test(path),
		'contains a line break or another control character',
		'Remove it; it often comes along when an ID is pasted or read from a file.',
	],
	[
		(path) => /^([a-z][a-z0-9+.-]*:|\/\/|[a-z0-9-]+(\.[a-z0-9-]+){2,}(:\d+)?(\/|$))/i.test(path),
		'contains a host',
		'Enter the part after the host only, such as /accounts/v1: the host comes from the credential, and a token goes to no other.',
	],
	[(path) => path.includes('\\'), 'contains a backslash', 'Use / between the parts of the path.'],
	[
		(path) => path.includes('#'),
		'contains #, and what follows would not be sent',
		"Write %23 for a # that belongs to a name, or use a placeholder such as {id} and 'Path Parameters'.",
	],
	[
		(path) => /%(2f|5c|[01][0-9a-f]|7f)/i.test(path),
		'contains an encoded slash, backslash or control character',
		"Use a placeholder such as {id}, and give the value under 'Path Parameters': it is encoded for you.",
	],
	[
		// Some servers read `..;x` as `..` with a parameter.
		(path) => path.split('/').some((segment) => /^(\.|%2e){1,2}(;.*)?$/i.test(segment)),
		'contains . or .. as a part',
		'Write the path in full. If the part comes from an expression, check the data it reads.',
	],
	[
		(path) => /[^\s/]\s*\/\s*\//.test(path),
		'has an empty part',
		'Write one / between the parts. If a part comes from an expression, check the data it reads.',
	],
	[
		(path) => path.split('/').some((segment) => isUndefinedText(tryDecode(segment))),
		'has a part that stands for missing data (undefined, null or [object Object])',
		'Check the data that the expression reads.',
	],
	[
		(path) => /[{}]/.test(path.replace(PLACEHOLDER, '')),
		'contains a brace that belongs to no placeholder',
		'Write a placeholder as {id}; an expression stands in two braces and needs the Expression switch.',
	],
	[
		(path) => !path.isWellFormed(),
		'contains a broken character',
		'Type it again, or check the data that an expression reads.',
	],
];

/** Encodes what may not stand in a path; what is encoded already stays. */
function encodeSegment(segment: string): string {
	return segment
		.replace(/%(?![0-9a-f]{2})/gi, '%25')
		.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@%]/gu, encodeURIComponent);
}

/** What a placeholder becomes: one segment, encoded; or why it cannot. */
export type EncodedPathValue = { encoded: string } | { problem: 'missing' | 'unfit' };

/** @param value an ID or a name, which may hold anything but control characters */
export function encodePathSegment(value: unknown): EncodedPathValue {
	const provided = value ?? '';
	const isPlain = ['string', 'number', 'boolean', 'bigint'].includes(typeof provided);
	const text = isPlain ? String(provided) : '?';
	if (text.trim() === '') return { problem: 'missing' };
	if (
		typeof provided === 'number' &&
		Number.isInteger(provided) &&
		!Number.isSafeInteger(provided)
	) {
		return { problem: 'unfit' };
	}
	if (!isPlain || /^\.{1,2}(;|$)|\p{Cc}/u.test(text) || !text.isWellFormed()) {
		return { problem: 'unfit' };
	}
	return { encoded: encodeURIComponent(text) };
}

function encodePlaceholder(name: string, values: Record<string, unknown>): string {
	const value = encodePathSegment(Object.hasOwn(values, name) ? values[name] : undefined);
	if ('encoded' in value) return value.encoded;
	if (value.problem === 'missing') {
		throw new ParameterError(
			'Path Parameters',
			`has no value for {${name}}`,
			`Add a path parameter named ${name}, or put its value into 'Path' in place of {${name}}.`,
		);
	}
	throw new ParameterError(
		'Path Parameters',
		`has a value for {${name}} that cannot be part of a path`,
		'Give an ID or a name as text, without line breaks.',
	);
}

export interface ParsedPath {
	/** Encoded, with one slash in front. */
	path: string;
	/** The query that was typed behind the path, without the question mark. */
	query: string;
}

/**
 * Reads a typed path.
 * @param typed path with its version; may hold `{placeholders}` and a query
 * @param values what the placeholders stand for
 * @throws BadInput if the path could lead anywhere but to an endpoint of the credential's own API
 */
export function parsePath(typed: string, values: Record<string, unknown> = {}): ParsedPath {
	const text = typed.trim();
	const [pathText = '', ...queryParts] = text.split('?');
	for (const [isInvalid, problem, hint] of PATH_RULES) {
		if (isInvalid(pathText)) throw new ParameterError(PATH_LABEL, problem, hint);
	}
	const path = pathText
		.split('/')
		.filter((segment, index) => segment !== '' || index > 0)
		.map((segment) =>
			segment
				.split(/(\{[^{}]+\})/)
				.map((part) =>
					/^\{.*\}$/.test(part)
						? encodePlaceholder(part.slice(1, -1), values)
						: encodeSegment(part),
				)
				.join(''),
		)
		.join('/');
	return { path: `/${path}`, query: queryParts.join('?') };
}
