import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import type {
	LegacyApiVersion,
	StoredLegacyVersions,
} from '../../nodes/shared/catalogue/legacyVersions.ts';
import { parseVersion } from '../../nodes/shared/api/apiVersion.ts';
import { listEntries, type Document, type Entry } from './openApi.mts';
import { getMaxOffsetPage } from './pagination.mts';
import { EXPERIMENTAL, getParameters } from './parameters.mts';
import { createResolver } from './resolveRefs.mts';

/** A mistake in a legacy document, or a fact that the path doesn't show. */
export interface LegacyCorrection {
	reason: string;
	version: LegacyApiVersion;
	path: string;
	/** Corrected path. */
	correctPath?: string;
	/** Version of the service that the path corresponds to; default: `v1`. */
	serviceVersion?: string;
}

const maskPlaceholders = (path: string) => path.replace(/\{[^{}]+\}/g, '{}');
const getKey = (method: string, path: string) => `${method} ${maskPlaceholders(path)}`;

class Corrections {
	readonly #all: LegacyCorrection[];
	readonly #used = new Set<LegacyCorrection>();

	constructor(all: LegacyCorrection[]) {
		this.#all = all;
	}

	find(version: LegacyApiVersion, path: string): Partial<LegacyCorrection> {
		const versionsById = this.#all.find((one) => one.version === version && one.path === path);
		if (versionsById) this.#used.add(versionsById);
		return versionsById ?? {};
	}

	assertUsed(): void {
		const unused = this.#all.find((one) => !this.#used.has(one));
		if (unused) {
			throw new Error(`correction of ${unused.version} ${unused.path} no longer applies`);
		}
	}
}

/** Creates a function that finds an operation by its method and path in a legacy document. */
function createSuccessorFinder(operations: Operation[]) {
	const byKey = new Map(
		operations.map((operation) => {
			const { serviceVersion: own, rest } = parseVersion(operation.path);
			return [`${own} ${getKey(operation.method, `/${rest.join('/')}`)}`, operation];
		}),
	);
	return (method: string, path: string, serviceVersion = 'v1') =>
		byKey.get(`${serviceVersion} ${getKey(method, path)}`);
}

const hasOtherPagination = ({ response, pagination: paging }: Operation) =>
	response.kind === 'list' && paging?.style !== 'offset';

/**
 * Compares the legacy documents with the operations of the current one.
 * @param documents by version, newest first
 * @throws if a correction no longer applies
 */
export function readVersions(
	operations: Operation[],
	documents: Map<LegacyApiVersion, Document>,
	all: LegacyCorrection[],
): StoredLegacyVersions {
	const corrections = new Corrections(all);
	const findSuccessor = createSuccessorFinder(operations);
	const versionsById = new Map<string, LegacyApiVersion[]>();
	const removed = new Map<string, LegacyApiVersion[]>();
	const experimentalDiffers: StoredLegacyVersions['experimentalDiffers'] = {};
	const offsetPages: StoredLegacyVersions['offsetPages'] = {};
	const addVersion = (
		versionsByKey: Map<string, LegacyApiVersion[]>,
		key: string,
		version: LegacyApiVersion,
	) => versionsByKey.set(key, [...(versionsByKey.get(key) ?? []), version]);

	for (const [version, document] of documents) {
		const resolve = createResolver(document);
		const isExperimental = (entry: Entry) =>
			getParameters(entry, resolve).some(({ name }) => name === EXPERIMENTAL);
		for (const entry of listEntries(document)) {
			const { correctPath: correctPath = entry.path, serviceVersion } = corrections.find(
				version,
				entry.path,
			);
			const operation = findSuccessor(entry.method, correctPath, serviceVersion);
			if (!operation) {
				addVersion(removed, `${entry.method} ${correctPath}`, version);
				continue;
			}
			addVersion(versionsById, operation.id, version);
			if (isExperimental(entry) !== operation.experimental) {
				(experimentalDiffers[version] ??= []).push(operation.id);
			}
			const maxPage = getMaxOffsetPage(getParameters(entry, resolve), resolve);
			if (maxPage !== undefined && hasOtherPagination(operation)) {
				(offsetPages[version] ??= {})[operation.id] = maxPage;
			}
		}
	}
	corrections.assertUsed();

	const versionsByOperation: StoredLegacyVersions['versionsByOperation'] = {};
	for (const { id } of operations) {
		const versions = versionsById.get(id) ?? [];
		if (versions.length < documents.size) (versionsByOperation[versions.join(' ')] ??= []).push(id);
	}
	return {
		versionsByOperation,
		experimentalDiffers,
		offsetPages,
		removed: Object.fromEntries([...removed].map(([name, versions]) => [name, versions.join(' ')])),
	};
}
