import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LEGACY_API_VERSIONS } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { applyCorrections, type Correction } from './corrections.mts';
import { checkExamples } from './examples.mts';
import { readDocument } from './openApi.mts';
import { packCatalogue } from './serialize.mts';
import { getLookupDetails } from './lookupDetails.mts';
import { parseDocument } from './parseDocument.mts';
import { readVersions, type LegacyCorrection } from './versions.mts';
import { formatCatalogue, formatJson } from './formatJson.mts';

const read = <T,>(name: string): T =>
	JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T;

/**
 * Builds the files of the catalogue.
 * @param folder with the OpenAPI documents: one for the services and one per legacy version
 * @returns text by file name
 * @throws listing everything in the documents that isn't supported
 */
export function buildCatalogue(folder: string): Record<string, string> {
	const document = readDocument(join(folder, 'service-versioned.yaml'));
	applyCorrections(document, read<Correction[]>('corrections.json'));
	const operations = parseDocument(document);
	checkExamples(document, operations, read<Record<string, string>>('refusedExamples.json'));
	const legacy = new Map(
		LEGACY_API_VERSIONS.map((version) => [version, readDocument(join(folder, `${version}.yaml`))]),
	);
	const versions = readVersions(
		operations,
		legacy,
		read<LegacyCorrection[]>('legacyCorrections.json'),
	);
	return {
		'operations.json': formatCatalogue(packCatalogue(operations)),
		'lookupDetails.json': formatJson(getLookupDetails(document, operations)),
		'legacyVersions.json': formatJson(versions),
	};
}
