import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	StoredCatalogue,
	StoredFilterField,
	StoredOperation,
} from '../../nodes/shared/catalogue/storedFormat.ts';
import type { PageLimits } from './collections/pagination.mts';

/** Facts of an operation that the simulator takes from the catalogue, and so from the official documents. */
export interface OperationFacts {
	/** Scopes of which a token needs one. */
	scopes: string[];
	/** Whether a token must belong to a user. */
	userOnly: boolean;
	/** Whether the operation needs no token. */
	anonymous: boolean;
	/** Whether a request needs the experimental header. */
	experimental: boolean;
	/** Whether responses announce that the operation is deprecated. */
	deprecated: boolean;
	/** Status of a successful response. */
	status: number;
	/** Operators of each field that a list can be filtered by, as in `{ name: 'eq sw' }`. */
	filters: Record<string, string>;
	/** Fields that a list can be sorted by. */
	sorters: string[];
	/** Default and maximum page size of a list. */
	limits: PageLimits;
	/** Required fields of the body. */
	required: string[];
}

// The catalogue's own lookup needs a compiler. This file also runs in plain Node, so it reads the stored form; a
// test holds it against the lookup for every operation.
const catalogue = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../nodes/shared/catalogue/operations.json'), 'utf8'),
) as StoredCatalogue;

const DEFAULT_PAGE_SIZE = 250;
const WHOLE_API = ['sp:scopes:all'];

const toKey = (method: string, path: string) =>
	`${method} ${path.replace(/\{[^}]*\}|:\w+/g, '{}')}`;

const byKey = new Map(
	catalogue.operations.map((operation) => [toKey(operation.method, operation.path), operation]),
);

const getOperators = (field: StoredFilterField) =>
	(typeof field === 'string' ? field : field.operators).split(': ').at(-1) as string;

function toFacts(operation: StoredOperation): OperationFacts {
	const { auth = 'user', scopes = [], pagination = {}, filters, body } = operation;
	const maxLimit = pagination.maxPage ?? DEFAULT_PAGE_SIZE;
	return {
		// Where the documents name no scope, those of the whole API apply.
		scopes: scopes.length ? scopes.map((index) => catalogue.scopes[index] as string) : WHOLE_API,
		userOnly: auth === 'user',
		anonymous: auth === 'none',
		experimental: operation.experimental ?? false,
		deprecated: operation.deprecated ?? false,
		status: operation.response?.status ?? 200,
		filters: Object.fromEntries(
			Object.entries(filters?.fields ?? {}).map(([name, field]) => [name, getOperators(field)]),
		),
		sorters: operation.sorters ?? [],
		limits: { defaultLimit: pagination.defaultPage ?? maxLimit, maxLimit },
		required: Object.entries(body?.fields ?? {}).flatMap(([name, field]) =>
			typeof field === 'object' && field.required ? [name] : [],
		),
	};
}

/**
 * Returns the facts of the operation at a route.
 * @param path with placeholders of any name, in either form: `/roles/v1/{id}`, `/roles/v1/:id`
 */
export function findOperationFacts(method: string, path: string): OperationFacts | undefined {
	const operation = byKey.get(toKey(method, path));
	return operation && toFacts(operation);
}

/** Returns the facts of an operation that the catalogue must have. */
export function getOperationFacts(method: string, path: string): OperationFacts {
	const facts = findOperationFacts(method, path);
	if (!facts) throw new Error(`The catalogue has no operation ${method} ${path}`);
	return facts;
}
