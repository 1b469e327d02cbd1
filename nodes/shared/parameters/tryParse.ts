const CODE_FENCE = /^\s*```[a-z]*[ \t]*\r?\n([^]*)\n[ \t]*```\s*$/i;

/** Returns JSON text without the Markdown fence that language models put around it. */
export const removeCodeFence = (text: string): string => CODE_FENCE.exec(text)?.[1] ?? text;

/** Parses JSON. Returns undefined if the text isn't JSON. */
export function tryParseJson(text: string): unknown {
	try {
		return JSON.parse(removeCodeFence(text));
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
