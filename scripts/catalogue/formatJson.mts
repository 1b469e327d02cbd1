import type { StoredCatalogue } from '../../nodes/shared/catalogue/storedFormat.ts';

const formatLines = (values: unknown[]) =>
	values.map((value) => `\n${JSON.stringify(value)}`).join(',');

/** Formats the catalogue with one operation per line, so that diffs show the changed operations. */
export const formatCatalogue = ({ scopes, levels, operations }: StoredCatalogue) =>
	`{"scopes":${JSON.stringify(scopes)},\n"levels":${JSON.stringify(levels)},\n"operations":[${formatLines(operations)}\n]}\n`;

/** Formats data as indented JSON. */
export const formatJson = (value: unknown) => `${JSON.stringify(value, undefined, '\t')}\n`;
