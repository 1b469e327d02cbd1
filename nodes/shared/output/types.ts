import type { IExecuteFunctions } from 'n8n-workflow';

import type { SendRequest } from '../api/sendRequest';
import type { FieldSelector } from './fieldSelection';
import type { OutputFile } from './outputFile';

/** The options that set how records are returned. */
export interface OutputOptions {
	/** Fields to keep of each record; empty to keep all. */
	fields: string[];
	/** Picks these fields, and knows which of them no record of the item had. */
	selection: FieldSelector;
	/** Present if the records are written to a file. */
	file?: OutputFile;
	/** Name of the item's binary field that the file is stored in. */
	binaryField: string;
}

/** What the output of one item needs from its run. */
export interface OutputContext {
	context: IExecuteFunctions;
	sendRequest: SendRequest;
	summary: {
		/** Counts records that were read. */
		countRecords(records: number): void;
		/** Keeps which of the selected fields the records had. */
		trackFields(selection: { found: string[]; notFound: string[] }): void;
	};
}
