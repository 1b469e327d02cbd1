import { ParameterError } from './parameterError';
import { isUndefinedText } from './expressions';
import { tryDecodeUri } from './tryParse';

const PATH_LABEL = 'Path';
const PLACEHOLDER = /\{[^{}/]+\}/g;

/** Checks of a path, each with the problem and how to fix it. */
const PATH_RULES: Array<[test: (path: string) => boolean, problem: string, hint: string]> = [
	[(path) => path === '', 'is empty', 'Enter a path with its version, for example /accounts/v1.'],
	[
		(path) => /^(get|head|post|put|patch|delete)\s/i.test(path),
		'starts with an HTTP method',
		"Remove the method here and set it under 'Method'.",
	],
	[
		(path) => /\p{Cc}/u.test(path),
		'contains a line break or another control character',
		'Remove the character. It often comes from a pasted ID or from a file.',
	],
	[
		(path) => /^([a-z][a-z0-9+.-]*:|\/\/|[a-z0-9-]+(\.[a-z0-9-]+){2,}(:\d+)?(\/|$))/i.test(path),
		'contains a host',
		'Enter only the part after the host, for example /accounts/v1. Requests always go to the host of the credential.',
	],
	[
		(path) => path.includes('\\'),
		'contains a backslash',
		'Separate the segments of the path with /.',
	],
	[
		(path) => path.includes('#'),
		'contains #, which would cut off the rest of the path',
		"Write %23 for a # that is part of a name, or use a placeholder such as {id} and enter the value under 'Path Parameters'.",
	],
	[
		(path) => /%(2f|5c|[01][0-9a-f]|7f)/i.test(path),
		'contains an encoded slash, backslash, or control character',
		"Use a placeholder such as {id} and enter the value under 'Path Parameters'. It is encoded automatically.",
	],
	[
		// Some servers interpret `..;x` as `..` with a parameter.
		(path) => path.split('/').some((segment) => /^(\.|%2e){1,2}(;.*)?$/i.test(segment)),
		'contains . or .. as a segment',
		'Enter the full path. If the segment comes from an expression, check the data that it reads.',
	],
	[
		(path) => /[^\s/]\s*\/\s*\//.test(path),
		'contains an empty segment',
		'Separate segments with one /. If a segment comes from an expression, check the data that it reads.',
	],
	[
		(path) => path.split('/').some((segment) => isUndefinedText(tryDecodeUri(segment))),
		'contains missing data (undefined, null, or [object Object])',
		'Check the data that the expression reads.',
	],
	[
		(path) => /[{}]/.test(path.replace(PLACEHOLDER, '')),
		"contains a brace that isn't part of a placeholder",
		'Write placeholders as {id}. For an expression in double braces, switch the field to Expression.',
	],
	[
		(path) => !path.isWellFormed(),
		'contains an invalid Unicode character',
		'Enter the character again, or check the data that the expression reads.',
	],
];

/** Encodes characters that a path can't contain. Characters that are already encoded stay unchanged. */
function encodeSegment(segment: string): string {
	return segment
		.replace(/%(?![0-9a-f]{2})/gi, '%25')
		.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@%]/gu, encodeURIComponent);
}

/** A path parameter as one encoded segment, or why it can't be encoded. */
export type EncodedPathValue = { encoded: string } | { problem: 'missing' | 'invalid' };

/**
 * Encodes a path parameter as one segment.
 * @param value ID or name, without control characters
 */
export function encodePathSegment(value: unknown): EncodedPathValue {
	const provided = value ?? '';
	const isPlain = ['string', 'number', 'boolean', 'bigint'].includes(typeof provided);
	const text = isPlain ? String(provided) : '?';
	if (text.trim() === '') return { problem: 'missing' };
	if (
		typeof provided === 'number' &&
		(!Number.isFinite(provided) || (Number.isInteger(provided) && !Number.isSafeInteger(provided)))
	) {
		return { problem: 'invalid' };
	}
	if (!isPlain || /^\.{1,2}(;|$)|\p{Cc}/u.test(text) || !text.isWellFormed()) {
		return { problem: 'invalid' };
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
			`Add a path parameter named ${name}, or replace {${name}} in 'Path' with the value.`,
		);
	}
	throw new ParameterError(
		'Path Parameters',
		`contains an invalid value for {${name}}`,
		'Enter an ID or a name as text, without line breaks.',
	);
}

/** Returns the names of the placeholders in a path. A query has none. */
export const getPlaceholderNames = (typed: string): string[] =>
	(typed.split('?')[0]!.match(PLACEHOLDER) ?? []).map((placeholder) => placeholder.slice(1, -1));

export interface ParsedPath {
	/** Encoded path with one leading slash. */
	path: string;
	/** Query string that was entered after the path, without the question mark. */
	query: string;
}

/**
 * Parses a path and fills its placeholders.
 * @param typed path with its version, optionally with `{placeholders}` and a query
 * @param values path parameters by placeholder
 * @throws {ParameterError} if the path could lead to anything but an endpoint of the credential's API
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
