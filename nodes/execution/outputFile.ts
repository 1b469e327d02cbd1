import type { IDataObject } from 'n8n-workflow';

import { withoutVersion } from '../client/versions';
import { choice } from '../forms/choice';
import { flag } from '../forms/flag';
import { FORMATS, type FileFormat } from '../sinks/writers';

/** The file that records go into. */
export interface OutputFile {
	format: FileFormat;
	name: string;
	escapeFormulas: boolean;
	byteOrderMark: boolean;
}

const OUTPUTS = ['items', ...(Object.keys(FORMATS) as FileFormat[])] as const;

/** Last part of the path that is a name and no ID: `accounts` of `/accounts/v1`. */
const subjectOf = (path: string) =>
	withoutVersion(path)
		.filter((segment) => /^[a-z-]+$/i.test(segment))
		.at(-1) ?? 'records';

/**
 * @returns undefined where records become items
 * @throws BadInput for an output that there is not
 */
export function readOutputFile(options: IDataObject, path: string): OutputFile | undefined {
	const { fileName, escapeFormulas, byteOrderMark } = options;
	const output = choice('Output', options.output, OUTPUTS, 'items');
	if (output === 'items') return undefined;
	// n8n would keep only what stands behind the last slash.
	const typed = String(fileName ?? '').replace(/[\\/]/g, '_');
	const name = typed.trim() || subjectOf(path);
	const ending = `.${FORMATS[output].extension}`;
	return {
		format: output,
		name: name.toLowerCase().endsWith(ending) ? name : name + ending,
		escapeFormulas: flag('Escape Formulas', escapeFormulas, false),
		byteOrderMark: flag('Byte Order Mark', byteOrderMark, false),
	};
}
