/** Matches the ID in a URL of ISC's user interface. */
export const ID_IN_URL_PATTERN =
	'^https?://[^/]+/.*?([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';

/**
 * Returns the value of a resource locator, or the value itself if it isn't one. n8n's own extraction fails for a locator
 * that is hidden, such as another one with the same name.
 */
export function getLocatorValue(parameter: unknown): unknown {
	if (typeof parameter !== 'object' || parameter === null || !('__rl' in parameter)) {
		return parameter;
	}
	const { mode, value } = parameter as { mode?: string; value?: unknown };
	if (mode !== 'url') return value;
	return new RegExp(ID_IN_URL_PATTERN, 'i').exec(String(value))?.[1] ?? value;
}
