import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/api/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum } from '../../shared/parameters/parse';
import { parseHeaders } from '../../shared/parameters/headers';
import { toPlainText } from '../../shared/parameters/plainText';
import { toJsonText, parseJson } from '../../shared/parameters/json';
import { buildJsonPatch, JSON_PATCH_TYPE } from '../../shared/parameters/jsonPatch';
import { readInputFile } from './readInputFile';

interface Body {
	body?: ApiRequest['body'];
	/** Absent for form data: n8n adds the boundary. */
	contentType?: string;
}

const TYPES = ['formData', 'json', 'jsonPatch', 'none', 'raw'] as const;
const DEFAULT_TYPE: Partial<Record<IHttpRequestMethods, (typeof TYPES)[number]>> = {
	POST: 'json',
	PUT: 'json',
	PATCH: 'jsonPatch',
};

/**
 * Reads the body of a custom request. JSON is sent as text, because n8n drops `{}` and `[]`.
 * @throws ParameterError if it can't be sent
 */
export async function readBody(
	context: IExecuteFunctions,
	index: number,
	method: IHttpRequestMethods,
): Promise<Body> {
	if (method === 'GET' || method === 'HEAD') return {};

	const defaultType = DEFAULT_TYPE[method] ?? 'none';
	const type = context.getNodeParameter('bodyType', index, defaultType);
	switch (parseEnum('Body Type', type, TYPES, defaultType)) {
		case 'json': {
			const given: unknown = context.getNodeParameter('body', index, '');
			const value = parseJson(given, 'Body');
			return value === undefined
				? {}
				: { body: toJsonText('Body', value, given), contentType: 'application/json' };
		}
		case 'jsonPatch': {
			const given: unknown = context.getNodeParameter('body', index, '');
			const changes = buildJsonPatch(parseJson(given, 'Body'));
			return { body: toJsonText('Body', changes, given), contentType: JSON_PATCH_TYPE };
		}
		case 'raw':
			return {
				body: toPlainText('Body', context.getNodeParameter('body', index, '')),
				contentType: readContentType(
					context.getNodeParameter('rawContentType', index, 'text/plain'),
				),
			};
		case 'formData':
			return { body: await readForm(context, index) };
		default:
			return {};
	}
}

const readContentType = (value: unknown) =>
	parseHeaders([{ name: 'content-type', value }], 'Content Type')['content-type'];

/** Reads form data. n8n can send a global FormData again after it renewed a token. */
async function readForm(context: IExecuteFunctions, index: number): Promise<FormData> {
	const { part: parts = [] } = context.getNodeParameter('formData', index, {}) as {
		part?: IDataObject[];
	};
	const form = new FormData();
	for (const { kind, name, value, binaryField } of parts) {
		if (!name) {
			throw new ParameterError(
				'Form Data',
				'has a field without a name',
				"Enter the field's name.",
			);
		}
		if (parseEnum('Type', kind, ['text', 'file'], 'text') === 'text') {
			form.append(String(name), toPlainText('Form Data', value, `'${String(name)}'`));
			continue;
		}
		form.append(String(name), await readInputFile(context, index, String(binaryField ?? 'data')));
	}
	if ([...form.keys()].length === 0) {
		throw new ParameterError(
			'Form Data',
			'has no fields',
			"Add the fields from the endpoint's documentation.",
		);
	}
	return form;
}
