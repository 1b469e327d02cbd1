import { createRequire } from 'node:module';
import { join } from 'node:path';

import { n8nFolder } from '../../demo/paths.mts';

/** Loads a module that the pinned n8n brings along. */
export const n8nRequire = createRequire(join(n8nFolder, 'node_modules', 'n8n', 'package.json'));
