import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { getInstallation } from './installation.mts';

export type EnvironmentOptions = {
	/** n8n keeps everything in `.n8n` below it. */
	userFolder: string;
	port: number;
	/** Where n8n and the processes that run its Code nodes meet. */
	brokerPort: number;
	/** Whether n8n may use the proxy of this machine; without, requests to 127.0.0.1 stay there. */
	useProxy?: boolean;
	/** Other environment variables. */
	extra?: Record<string, string>;
};

/** What n8n needs of this machine. Settings of another n8n on it (N8N_*, DB_*, …) must not leak in. */
const INHERITED = [
	'HOME',
	'LANG',
	'LC_ALL',
	'TMPDIR',
	'TZ',
	'USER',
	'APPDATA',
	'COMSPEC',
	'LOCALAPPDATA',
	'PATHEXT',
	'SYSTEMROOT',
	'TEMP',
	'TMP',
	'USERPROFILE',
	'WINDIR',
];

const PROXY = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'NODE_EXTRA_CA_CERTS'];

const LOOPBACK = '127.0.0.1,localhost';

/** Off: all that calls home, and all that the demo and the tests do not need. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
};

/** Modules of n8n that neither the demo nor the tests need. */
const UNUSED_MODULES = ['mcp-registry', 'insights', 'instance-ai', 'chat-hub', 'mcp'];

/** The environment of a quiet n8n that listens on 127.0.0.1 only and keeps to its own folder. */
export function buildN8nEnvironment(options: EnvironmentOptions): Record<string, string> {
	const { userFolder, port, brokerPort, useProxy = false, extra = {} } = options;
	const origin = `http://127.0.0.1:${port}`;
	return {
		...pick(INHERITED),
		...(useProxy ? { ...pick(PROXY), ...withLoopback() } : {}),
		PATH: dirname(process.execPath) + delimiter + (process.env.PATH ?? ''),
		...QUIET,
		N8N_DISABLED_MODULES: getDisabledModules(),
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: origin,
		N8N_WEBHOOK_URL: origin,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		// The default of n8n 2. Without it, n8n 1 closes its database under load.
		DB_SQLITE_POOL_SIZE: '3',
		// Below info, the CLI prints no results.
		N8N_LOG_LEVEL: 'info',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RESTRICT_FILE_ACCESS_TO: join(userFolder, 'files'),
		...extra,
	};
}

/** Returns the unused modules that the installed n8n has: it doesn't start if the setting names one that it lacks. */
function getDisabledModules(): string {
	const { folder } = getInstallation();
	const modules = readFileSync(
		join(folder, 'node_modules', '@n8n', 'backend-common', 'dist', 'modules', 'modules.config.js'),
		'utf8',
	);
	return UNUSED_MODULES.filter((name) => modules.includes(`'${name}'`)).join(',');
}

function pick(names: string[]): Record<string, string> {
	return Object.fromEntries(
		names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
	);
}

function withLoopback(): Record<string, string> {
	const listed = process.env.NO_PROXY ?? process.env.no_proxy;
	const value = listed ? `${listed},${LOOPBACK}` : LOOPBACK;
	return { NO_PROXY: value, no_proxy: value };
}
