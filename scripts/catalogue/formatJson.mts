import type { StoredCatalogue } from '../../nodes/shared/catalogue/storedFormat.ts';

const formatLines = (values: unknown[]) =>
	values.map((value) => `\n${JSON.stringify(value)}`).join(',');

/** The file's text: one operation a line, so that a change of one shows as one. */
export const formatCatalogue = ({ scopes, levels, operations }: StoredCatalogue) =>
	`{"scopes":${JSON.stringify(scopes)},\n"levels":${JSON.stringify(levels)},\n"operations":[${formatLines(operations)}\n]}\n`;

/** Any data of lists and objects, indented. */
export const formatJson = (value: unknown) => `${JSON.stringify(value, undefined, '\t')}\n`;
