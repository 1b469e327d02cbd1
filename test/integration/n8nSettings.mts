import 'reflect-metadata';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these, and writes a settings file, as soon as it is loaded: import this before it.
process.env.N8N_USER_FOLDER = join(tmpdir(), `isc-host-${process.env.JEST_WORKER_ID}`);
process.env.N8N_ENCRYPTION_KEY = 'host tests';
process.env.N8N_LOG_LEVEL ??= 'silent';
