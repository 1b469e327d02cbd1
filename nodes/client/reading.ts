import type { Call } from './call';
import { withoutVersion } from './versions';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a POST only asks for: searches, previews and checks, which leave nothing behind. Paths without their versions. */
const ASKING = new Set([
	'access-requests/accounts-selection',
	'authorization/user-levels/get-identity-count',
	'connector-rules/validate',
	'identity-profiles/identity-preview',
	'query-password-info',
	'roles/filter',
	'search',
	'search/aggregate',
	'search/count',
	'sod-violations/predict',
	'trigger-subscriptions/validate-filter',
]);

/**
 * Whether a call changes nothing, so that it may be repeated, and others made beside it. A PUT or DELETE may be
 * idempotent in HTTP, but in ISC it starts a task each time.
 */
export const changesNothing = ({ method, path }: Pick<Call, 'method' | 'path'>) =>
	READING.has(method) || (method === 'POST' && ASKING.has(withoutVersion(path).join('/')));
