import type { ResponseSpec } from '../../nodes/shared/catalogue/types.ts';
import type { Entry, MediaType, ResponseObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import {
	getItems,
	getProperties,
	getValueType,
	resolveSchema,
	type ResolvedSchema,
} from './schemas.mts';

interface ResponseRead {
	response: ResponseSpec;
	/** Schema of a record, if the response is a list with documented records. */
	item?: ResolvedSchema;
}

const JSON_TYPE = 'application/json';
const STATUSES = [200, 201, 202, 204, 207];
const FILES = /^(text\/(csv|plain)|image\/(jpeg|png)|application\/(zip|xml|csv|pdf|octet-stream))$/;
/** Fields next to a list that is wrapped in an object. */
const LIST_METADATA = ['count', 'next'];

/** Finds the field of a wrapped list; undefined if the response isn't one. */
function findListField(view: ResolvedSchema, resolve: Resolve): string | undefined {
	const names = Object.keys(view.properties ?? {}).filter((name) => !LIST_METADATA.includes(name));
	const [name] = names;
	if (names.length !== 1 || name === undefined) return undefined;
	return getValueType(getProperties(view, resolve)[name]!, resolve) === 'list' ? name : undefined;
}

/** Content of a response, without its status. */
interface Content {
	spec: Omit<ResponseSpec, 'status'>;
	item?: ResolvedSchema;
}

function readJson(media: MediaType, canWrapList: boolean, resolve: Resolve): Content {
	const view = resolveSchema(media.schema ?? {}, resolve);
	const type = getValueType(view, resolve);
	switch (type) {
		case 'list':
			return { spec: { kind: 'list' }, item: getItems(view, resolve) };
		case 'object':
		case 'any': {
			const listField = canWrapList ? findListField(view, resolve) : undefined;
			if (!listField) return { spec: { kind: 'object' } };
			const list = getProperties(view, resolve)[listField]!;
			return { spec: { kind: 'list', listField }, item: getItems(list, resolve) };
		}
		case 'file':
			throw new Error('the content type of a file is JSON');
		default:
			return { spec: { kind: 'scalar' } };
	}
}

function readContent(response: ResponseObject, canWrapList: boolean, resolve: Resolve): Content {
	const content = response.content ?? {};
	const mimeTypes = Object.keys(content).filter((type) => type !== JSON_TYPE);
	const unknown = mimeTypes.find((type) => !FILES.test(type));
	if (unknown) throw new Error(`unknown content type '${unknown}' in a response`);
	const json = content[JSON_TYPE];
	if (!json) return { spec: mimeTypes.length > 0 ? { kind: 'file', mimeTypes } : { kind: 'none' } };
	const read = readJson(json, canWrapList && response['x-is-list'] !== false, resolve);
	return mimeTypes.length > 0 ? { ...read, spec: { ...read.spec, mimeTypes } } : read;
}

/** Reads the success responses. @throws if a status or its content isn't supported */
export function readResponse(
	{ method, operation }: Entry,
	takesLimit: boolean,
	resolve: Resolve,
): ResponseRead {
	const responses = Object.entries(operation.responses).filter(([status]) =>
		status.startsWith('2'),
	);
	const unknown = responses.find(([status]) => !STATUSES.includes(Number(status)));
	if (unknown) throw new Error(`unknown status ${unknown[0]}`);
	const all = responses.map(([status, response]) => ({
		status: Number(status),
		answer: resolve(response),
	}));
	const main = all.find(({ answer: response }) => response.content) ?? all[0];
	if (!main) throw new Error('there is no success response');

	const { spec, item } = readContent(main.answer, method === 'GET' || takesLimit, resolve);
	const otherStatuses = all.filter((one) => one !== main).map(({ status }) => status);
	return {
		response: {
			...spec,
			status: main.status,
			otherStatuses: otherStatuses.length > 0 ? otherStatuses : undefined,
			multiStatus: main.status === 207 || undefined,
		},
		item,
	};
}
