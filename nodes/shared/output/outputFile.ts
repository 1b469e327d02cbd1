import type { IDataObject } from 'n8n-workflow';

import { stripVersion } from '../api/apiVersion';
import { parseBooleanParameter, parseEnum, parseInteger } from '../parameters/parse';
import { FILE_FORMATS, type FileFormat } from './fileFormats';

/** The file that records are written to. */
export interface OutputFile {
	format: FileFormat;
	name: string;
	escapeFormulas: boolean;
	byteOrderMark: boolean;
	/** Maximum number of records per file. Infinity if files aren't split by records. */
	maxRecords: number;
	/** File size in bytes after which another file starts. Infinity if files aren't split by size. */
	maxBytes: number;
}

/** Returns the name of one of several files: `accounts-2.csv`. */
export function addPartNumber({ name, format }: OutputFile, part: number): string {
	const ending = `.${FILE_FORMATS[format].extension}`;
	return `${name.slice(0, -ending.length)}-${part}${ending}`;
}

const OUTPUTS = ['items', ...(Object.keys(FILE_FORMATS) as FileFormat[])] as const;

/** Returns the last part of a path that isn't an ID: `accounts` for `/accounts/v1`. */
const getDefaultName = (path: string) =>
	stripVersion(path)
		.filter((segment) => /^[a-z-]+$/i.test(segment))
		.at(-1) ?? 'records';

/** Appends the missing part of an extension: `x.jsonl` becomes `x.jsonl.gz`. */
function appendExtension(name: string, extension: string): string {
	const parts = extension.split('.');
	for (let count = parts.length; count > 0; count--) {
		const given = `.${parts.slice(0, count).join('.')}`;
		if (name.toLowerCase().endsWith(given)) return [name, ...parts.slice(count)].join('.');
	}
	return `${name}.${extension}`;
}

/**
 * Reads the options of the output file.
 * @returns undefined if records become items
 * @throws {ParameterError} for an unsupported output
 */
export function readOutputFile(options: IDataObject, path: string): OutputFile | undefined {
	const { fileName, escapeFormulas, byteOrderMark, splitAfterRecords, splitAfterMegabytes } =
		options;
	const output = parseEnum('Output', options.output, OUTPUTS, 'items');
	if (output === 'items') return undefined;
	// n8n would remove everything up to the last slash. File systems and headers reject control characters.
	const typed = String(fileName ?? '')
		.trim()
		.replace(/[\\/\p{Cc}]/gu, '_');
	const name = typed || getDefaultName(path);
	return {
		format: output,
		name: appendExtension(name, FILE_FORMATS[output].extension),
		escapeFormulas: parseBooleanParameter('Escape Formulas', escapeFormulas, false),
		byteOrderMark: parseBooleanParameter('Byte Order Mark', byteOrderMark, false),
		maxRecords:
			splitAfterRecords === undefined
				? Infinity
				: parseInteger('Split After Records', splitAfterRecords, 1),
		maxBytes:
			splitAfterMegabytes === undefined
				? Infinity
				: parseInteger('Split After Megabytes', splitAfterMegabytes, 1) * 1_000_000,
	};
}
