// Writes the pages that are made from the catalogue: npm run docs
import { writeFileSync } from 'node:fs';

import { OPERATIONS_PAGE, operationsText } from './docs/operationsFile.mts';

writeFileSync(OPERATIONS_PAGE, operationsText());
