import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import type { Document, OperationObject } from './openApi.mts';

export interface Security {
	auth: Operation['auth'];
	scopes: string[];
	levels: string[];
}

const SCHEMES = ['userAuth', 'applicationAuth'];
const SCOPE = /^[a-z]+(:[a-z0-9-]+)+$/;
const LEVEL = /^[A-Z_]+$|^Any$/;

function getAuth(requirements: Array<Record<string, string[]>>): Operation['auth'] {
	const schemes = requirements.flatMap((requirement) => Object.keys(requirement));
	const unknown = schemes.find((scheme) => !SCHEMES.includes(scheme));
	if (unknown) throw new Error(`unknown security scheme '${unknown}'`);
	if (requirements.some((requirement) => Object.keys(requirement).length > 1)) {
		throw new Error('requires two security schemes at once');
	}
	if (requirements.length === 0) throw new Error('has an empty list of security schemes');
	if (schemes.length === 0) return 'none';
	if (!schemes.includes('userAuth')) throw new Error('accepts no token with a user');
	return schemes.includes('applicationAuth') ? 'any' : 'user';
}

/** Reads the required token. @throws if a scope or a user level is invalid */
export function readSecurity(operation: OperationObject, document: Document): Security {
	const misspelt = Object.keys(operation).find(
		(key) => /userLevels$/.test(key) && key !== 'x-sailpoint-userLevels',
	);
	if (misspelt) throw new Error(`unknown key '${misspelt}'`);
	const requirements = operation.security ?? document.security ?? [];
	const scopes = [
		...new Set(requirements.flatMap((requirement) => Object.values(requirement).flat())),
	];
	const levels = operation['x-sailpoint-userLevels'] ?? [];
	const invalidScope = scopes.find((scope) => !SCOPE.test(scope));
	if (invalidScope) throw new Error(`'${invalidScope}' isn't a scope`);
	const invalidLevel = levels.find((level) => !LEVEL.test(level));
	if (invalidLevel) throw new Error(`'${invalidLevel}' isn't a user level`);
	return { auth: getAuth(requirements), scopes, levels };
}
