// Generates the page of all operations from the committed catalogue: npm run docs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { listOperations } from '../nodes/shared/catalogue/operations.ts';
import { buildOperationsPage } from './docs/page.mts';

writeFileSync(
	join(import.meta.dirname, '..', 'docs', 'operations.md'),
	buildOperationsPage(listOperations()),
);
