import { createRequire } from 'node:module';
import { join } from 'node:path';

import { getInstallation } from './installation.mts';

/** Loads a module that the installed n8n brings along. */
export const n8nRequire = createRequire(
	join(getInstallation().folder, 'node_modules', 'n8n', 'package.json'),
);
