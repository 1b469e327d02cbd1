import { DOCUMENT_TYPES } from '../catalogue/documentTypes';
import { isJsonObject } from '../parameters/json';
import stored from './simplifyDocuments.json';
import { createRecordSimplifier, type SimplifyRecord } from './simplifyRecord';

const simplifiers = new Map(
	Object.entries(stored).map(([type, paths]) => [type, createRecordSimplifier(paths)]),
);

/**
 * Builds the function that simplifies documents by their type. A document of an unknown type is returned unchanged.
 * @param indices list of the searched indices. If there is more than one, or all are searched, documents keep their type.
 */
export function createDocumentSimplifier(indices: unknown): SimplifyRecord {
	const [index, ...others] = Array.isArray(indices) ? indices.map(String) : [];
	const onlyType = others.length === 0 ? DOCUMENT_TYPES[index ?? ''] : undefined;
	return (document) => {
		if (!isJsonObject(document)) return document;
		const type = document._type ?? onlyType;
		const simplified = simplifiers.get(String(type))?.(document) ?? document;
		const isUnchanged = simplified === document;
		return isUnchanged || onlyType ? simplified : { documentType: type, ...(simplified as object) };
	};
}
