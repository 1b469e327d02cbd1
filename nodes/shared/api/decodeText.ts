/** Text of a response. */
export interface DecodedText {
	text: string;
	/** Whether bytes that aren't text in the charset were replaced by U+FFFD. */
	isDamaged: boolean;
}

const CHARSET = /;\s*charset\s*=\s*["']?([^\s;"']+)/i;
const REPLACEMENT_CHARACTER = '\uFFFD';

/** Returns the charset of a byte order mark other than that of UTF-8; undefined without one. */
function detectCharset([first, second]: Uint8Array): string | undefined {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	return undefined;
}

/** Returns the charset of a content type in lowercase; UTF-8 if it names none. */
export const getCharset = (contentType: string) =>
	CHARSET.exec(contentType)?.[1]!.toLowerCase() ?? 'utf-8';

function createDecoder(charset: string): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch {
		// The charset is unknown.
		return new TextDecoder();
	}
}

function isInvalid(bytes: Uint8Array, charset: string): boolean {
	try {
		new TextDecoder(charset, { fatal: true }).decode(bytes);
		return false;
	} catch {
		return true;
	}
}

/**
 * Decodes text by its byte order mark, or else by the charset of its content type. Gateways and connectors don't always
 * use UTF-8.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): DecodedText {
	const decoder = createDecoder(detectCharset(bytes) ?? getCharset(contentType));
	const text = decoder.decode(bytes);
	return {
		text,
		isDamaged: text.includes(REPLACEMENT_CHARACTER) && isInvalid(bytes, decoder.encoding),
	};
}
