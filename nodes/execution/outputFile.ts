import type { IDataObject } from 'n8n-workflow';

import { withoutVersion } from '../client/versions';
import { FORMATS, type FileFormat } from '../sinks/writers';

/** The file that records go into. */
export interface OutputFile {
	format: FileFormat;
	name: string;
	escapeFormulas: boolean;
}

const isFormat = (output: unknown): output is FileFormat =>
	typeof output === 'string' && Object.hasOwn(FORMATS, output);

/** Last part of the path that is a name and no ID: `accounts` of `/accounts/v1`. */
const subjectOf = (path: string) =>
	withoutVersion(path)
		.filter((segment) => /^[a-z-]+$/i.test(segment))
		.at(-1) ?? 'records';

/** @returns undefined where records become items */
export function readOutputFile(options: IDataObject, path: string): OutputFile | undefined {
	const { output, fileName, escapeFormulas } = options;
	if (!isFormat(output)) return undefined;
	const name = String(fileName ?? '').trim() || subjectOf(path);
	const ending = `.${FORMATS[output].extension}`;
	return {
		format: output,
		name: name.toLowerCase().endsWith(ending) ? name : name + ending,
		escapeFormulas: escapeFormulas === true,
	};
}
