import type { IExecuteFunctions } from 'n8n-workflow';

import type { SendRequest } from '../api/sendRequest';
import type { FieldSelector } from './fieldSelection';
import type { OutputFile } from './outputFile';
import type { SimplifyRecord } from './simplifyRecord';

/** The options that set how records are returned. */
export interface OutputOptions {
	/** Fields of each record to return; empty to return all. */
	fields: string[];
	/** Picks these fields, and tracks which of them no record of the item had. */
	selection: FieldSelector;
	/** Present if the records are simplified: those that become items, unless the user selects fields. */
	simplify?: SimplifyRecord;
	/** Present if the records are written to a file. */
	file?: OutputFile;
	/** Name of the output item's binary field for the file. */
	binaryField: string;
}

/** The parts of the run's context that the output of one item needs. */
export interface OutputContext {
	context: IExecuteFunctions;
	sendRequest: SendRequest;
	summary: {
		/** Counts records that were read. */
		countRecords(records: number): void;
		/** Tracks which of the selected fields the records had. */
		trackFields(selection: { found: string[]; notFound: string[] }): void;
	};
}
