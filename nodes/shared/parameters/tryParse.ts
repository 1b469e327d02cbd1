/** Parses JSON. Returns undefined if the text isn't JSON. */
export function tryParseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Decodes a part of a URL. Returns it unchanged if a percent sign in it doesn't start an encoded character. */
export function tryDecodeUri(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
