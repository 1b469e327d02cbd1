import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object of JSON: neither null nor a list. */
export const isJsonObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
