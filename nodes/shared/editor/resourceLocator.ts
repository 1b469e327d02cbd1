/** Addresses in the user interface of ISC hold the ID of what they show. */
export const ID_IN_URL_PATTERN =
	'^https?://[^/]+/.*?([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';

/**
 * The value of a resource locator, or of whatever stands in its place. n8n's own extraction refuses to read
 * one that is not shown at the moment, as the others are of several with the same name.
 */
export function getLocatorValue(parameter: unknown): unknown {
	if (typeof parameter !== 'object' || parameter === null || !('__rl' in parameter)) {
		return parameter;
	}
	const { mode, value } = parameter as { mode?: string; value?: unknown };
	if (mode !== 'url') return value;
	return new RegExp(ID_IN_URL_PATTERN, 'i').exec(String(value))?.[1] ?? value;
}
