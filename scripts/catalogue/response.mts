import type { ResponseSpec } from '../../nodes/shared/catalogue/types.ts';
import type { Entry, MediaType, ResponseObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { itemsOf, propertiesOf, typeOf, viewOf, type View } from './schemas.mts';

interface ResponseRead {
	response: ResponseSpec;
	/** A record of the list, where it is one and the document tells. */
	item?: View;
}

const JSON_TYPE = 'application/json';
const STATUSES = [200, 201, 202, 204, 207];
const FILES = /^(text\/(csv|plain)|image\/(jpeg|png)|application\/(zip|xml|csv|pdf|octet-stream))$/;
/** What stands beside a list that is wrapped in an object. */
const BESIDE_A_LIST = ['count', 'next'];

/** @returns the key of the list, where an answer is an object around a list; undefined otherwise */
function listFieldOf(view: View, resolve: Resolve): string | undefined {
	const names = Object.keys(view.properties ?? {}).filter((name) => !BESIDE_A_LIST.includes(name));
	const [name] = names;
	if (names.length !== 1 || name === undefined) return undefined;
	return typeOf(propertiesOf(view, resolve)[name]!, resolve) === 'list' ? name : undefined;
}

/** What an answer brings, without its status. */
interface Content {
	facts: Omit<ResponseSpec, 'status'>;
	item?: View;
}

function readJson(media: MediaType, mayWrapList: boolean, resolve: Resolve): Content {
	const view = viewOf(media.schema ?? {}, resolve);
	const type = typeOf(view, resolve);
	switch (type) {
		case 'list':
			return { facts: { kind: 'list' }, item: itemsOf(view, resolve) };
		case 'object':
		case 'any': {
			const listField = mayWrapList ? listFieldOf(view, resolve) : undefined;
			if (!listField) return { facts: { kind: 'object' } };
			const list = propertiesOf(view, resolve)[listField]!;
			return { facts: { kind: 'list', listField }, item: itemsOf(list, resolve) };
		}
		case 'file':
			throw new Error('a file is announced as JSON');
		default:
			return { facts: { kind: 'scalar' } };
	}
}

function readContent(answer: ResponseObject, mayWrapList: boolean, resolve: Resolve): Content {
	const content = answer.content ?? {};
	const mimeTypes = Object.keys(content).filter((type) => type !== JSON_TYPE);
	const unknown = mimeTypes.find((type) => !FILES.test(type));
	if (unknown) throw new Error(`unknown content type '${unknown}' in an answer`);
	const json = content[JSON_TYPE];
	if (!json)
		return { facts: mimeTypes.length > 0 ? { kind: 'file', mimeTypes } : { kind: 'none' } };
	const read = readJson(json, mayWrapList && answer['x-is-list'] !== false, resolve);
	return mimeTypes.length > 0 ? { ...read, facts: { ...read.facts, mimeTypes } } : read;
}

/** @throws where a status of success or what it brings is not understood */
export function readResponse(
	{ method, operation }: Entry,
	takesLimit: boolean,
	resolve: Resolve,
): ResponseRead {
	const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
	const unknown = answers.find(([status]) => !STATUSES.includes(Number(status)));
	if (unknown) throw new Error(`unknown status ${unknown[0]}`);
	const all = answers.map(([status, answer]) => ({
		status: Number(status),
		answer: resolve(answer),
	}));
	const main = all.find(({ answer }) => answer.content) ?? all[0];
	if (!main) throw new Error('there is no answer of success');

	const { facts, item } = readContent(main.answer, method === 'GET' || takesLimit, resolve);
	const otherStatuses = all.filter((one) => one !== main).map(({ status }) => status);
	return {
		response: {
			...facts,
			status: main.status,
			otherStatuses: otherStatuses.length > 0 ? otherStatuses : undefined,
			multiStatus: main.status === 207 || undefined,
		},
		item,
	};
}
