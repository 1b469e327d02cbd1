import type { IDataObject } from 'n8n-workflow';

/**
 * The rows of a collection as the editor stores it.
 * @param name of the kind of row, as in `{ filter: [...] }`
 */
export const getRows = (collection: unknown, name: string) =>
	((collection as IDataObject | null | undefined)?.[name] ?? []) as IDataObject[];
