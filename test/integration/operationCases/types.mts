import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../../../simulator/src/server.mts';

export type TenantData = Simulator['data'];
export type Outcome = { tenant: Simulator; data: TenantData; path: string[]; items: IDataObject[] };

/** One operation with values as a user enters them in the editor, and the expected result. */
export interface Case {
	/** ID in the catalogue. */
	id: string;
	/** Values for the path, in its order. */
	path?: (data: TenantData) => string[];
	/** Fields of query and body, such as `body.name`. */
	values?: (data: TenantData) => IDataObject;
	/** The body as JSON, if it isn't an object or is nested. */
	body?: (data: TenantData) => unknown;
	/** Rows of a change: path to the new text. */
	changes?: Record<string, string>;
	/** A file in the binary field `data`. */
	file?: { name: string; type: string; content: string };
	/** Further parameters of the node. */
	more?: IDataObject;
	/** Puts the tenant into the state that the operation needs. */
	before?: (tenant: Simulator) => void;
	/** A request that the tenant saw; `:1` is the first value for the path. Without a query, it may have any. */
	sees: string;
	/** How many items come out; one, if nothing is said. */
	count?: number;
	/** What the first item is like. */
	gives?: IDataObject;
	/** The type of the file that comes out. */
	fileType?: string;
	/** What has become of the tenant. */
	leaves?: (outcome: Outcome) => void;
}

/** What an item holds. */
export const jsonOf = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);

/** Path values: the id of the record at an index of a table. */
export const idOf =
	(table: keyof TenantData, index = 0) =>
	(data: TenantData): string[] => [
		(data[table] as unknown as { idAt(index: number): string }).idAt(index),
	];
