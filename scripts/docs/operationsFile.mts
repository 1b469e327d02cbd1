import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expand, type StoredCatalogue } from '../../nodes/catalogue/stored.ts';
import { operationsPage } from './operationsPage.mts';

const root = join(import.meta.dirname, '..', '..');

export const OPERATIONS_PAGE = join(root, 'docs', 'operations.md');

/** @returns what the page has to be, by the committed catalogue */
export function operationsText(): string {
	const file = join(root, 'nodes', 'catalogue', 'operations.json');
	const catalogue = JSON.parse(readFileSync(file, 'utf8')) as StoredCatalogue;
	return operationsPage(catalogue.operations.map((record) => expand(record, catalogue)));
}
