import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import type {
	LegacyApiVersion,
	StoredVersions,
} from '../../nodes/shared/catalogue/legacyVersions.ts';
import { parseVersion } from '../../nodes/shared/api/apiVersion.ts';
import { operationsIn, type Document, type Entry } from './openApi.mts';
import { getMaxOffsetPage } from './pagination.mts';
import { EXPERIMENTAL, getParameters } from './parameters.mts';
import { resolver } from './resolveRefs.mts';

/** What a legacy document says that is wrong, or that a path alone does not tell. */
export interface LegacyCorrection {
	reason: string;
	version: LegacyApiVersion;
	path: string;
	/** The path that is meant. */
	meant?: string;
	/** The version of the service that it corresponds to, where that has several; `v1` otherwise. */
	service?: string;
}

const blank = (path: string) => path.replace(/\{[^{}]+\}/g, '{}');
const keyOf = (method: string, path: string) => `${method} ${blank(path)}`;

class Corrections {
	readonly #all: LegacyCorrection[];
	readonly #used = new Set<LegacyCorrection>();

	constructor(all: LegacyCorrection[]) {
		this.#all = all;
	}

	for(version: LegacyApiVersion, path: string): Partial<LegacyCorrection> {
		const found = this.#all.find((one) => one.version === version && one.path === path);
		if (found) this.#used.add(found);
		return found ?? {};
	}

	checkUsed(): void {
		const unused = this.#all.find((one) => !this.#used.has(one));
		if (unused) {
			throw new Error(`correction of ${unused.version} ${unused.path} no longer applies`);
		}
	}
}

/** Finds an operation by the way that a legacy document names it. */
function successors(operations: Operation[]) {
	const byKey = new Map(
		operations.map((operation) => {
			const { own, rest } = parseVersion(operation.path);
			return [`${own} ${keyOf(operation.method, `/${rest.join('/')}`)}`, operation];
		}),
	);
	return (method: string, path: string, service = 'v1') =>
		byKey.get(`${service} ${keyOf(method, path)}`);
}

const isOtherwisePaged = ({ response, pagination: paging }: Operation) =>
	response.kind === 'list' && paging?.style !== 'offset';

/**
 * Compares the legacy documents with the operations of the current one.
 * @param documents by version, the newest first
 * @throws where a correction no longer applies
 */
export function readVersions(
	operations: Operation[],
	documents: Map<LegacyApiVersion, Document>,
	all: LegacyCorrection[],
): StoredVersions {
	const corrections = new Corrections(all);
	const successor = successors(operations);
	const found = new Map<string, LegacyApiVersion[]>();
	const gone = new Map<string, LegacyApiVersion[]>();
	const experimentalDiffers: StoredVersions['experimentalDiffers'] = {};
	const offsetPages: StoredVersions['offsetPages'] = {};
	const note = (notes: Map<string, LegacyApiVersion[]>, key: string, version: LegacyApiVersion) =>
		notes.set(key, [...(notes.get(key) ?? []), version]);

	for (const [version, document] of documents) {
		const resolve = resolver(document);
		const isExperimental = (entry: Entry) =>
			getParameters(entry, resolve).some(({ name }) => name === EXPERIMENTAL);
		for (const entry of operationsIn(document)) {
			const { meant = entry.path, service } = corrections.for(version, entry.path);
			const operation = successor(entry.method, meant, service);
			if (!operation) {
				note(gone, `${entry.method} ${meant}`, version);
				continue;
			}
			note(found, operation.id, version);
			if (isExperimental(entry) !== operation.experimental) {
				(experimentalDiffers[version] ??= []).push(operation.id);
			}
			const largest = getMaxOffsetPage(getParameters(entry, resolve), resolve);
			if (largest !== undefined && isOtherwisePaged(operation)) {
				(offsetPages[version] ??= {})[operation.id] = largest;
			}
		}
	}
	corrections.checkUsed();

	const existence: StoredVersions['existence'] = {};
	for (const { id } of operations) {
		const versions = found.get(id) ?? [];
		if (versions.length < documents.size) (existence[versions.join(' ')] ??= []).push(id);
	}
	return {
		existence,
		experimentalDiffers,
		offsetPages,
		gone: Object.fromEntries([...gone].map(([name, versions]) => [name, versions.join(' ')])),
	};
}
