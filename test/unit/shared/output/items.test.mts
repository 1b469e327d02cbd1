import { NodeOperationError } from 'n8n-workflow';

import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import {
	buildNoContentItem,
	buildErrorItem,
	buildFullResponseItem,
	toItems,
} from '../../../../nodes/shared/output/items.ts';
import { buildSampleResponse, buildSampleRequest, node } from '../api/samples.mts';

const pairedItem = { item: 3 };

test('returns one item per record, paired with the input item', () => {
	expect(toItems([{ id: 1 }, { id: 2 }], 3)).toEqual([
		{ json: { id: 1 }, pairedItem },
		{ json: { id: 2 }, pairedItem },
	]);
});

test.each<[unknown]>([['text'], [5], [null], [true], [['a']]])('%j becomes an object', (value) => {
	expect(toItems([value], 3)).toEqual([{ json: { value }, pairedItem }]);
});

test.each([
	['DELETE', 204, { deleted: true }],
	['POST', 202, { success: true, statusCode: 202 }],
	['GET', 204, { success: true, statusCode: 204 }],
] as const)('%s without a body in return', (method, status, json) => {
	expect(
		buildNoContentItem(buildSampleRequest({ method }), buildSampleResponse({ status }), 3),
	).toEqual({ json, pairedItem });
});

test('a full response contains everything except cookies', () => {
	const headers = { 'x-total-count': '5', 'set-cookie': 'session=s3cret' };
	const full = buildSampleResponse({ statusMessage: 'OK', headers, body: [1] });
	expect(buildFullResponseItem(full, 3)).toEqual({
		json: { statusCode: 200, statusMessage: 'OK', headers: { 'x-total-count': '5' }, body: [1] },
		pairedItem,
	});
	expect(headers).toHaveProperty('set-cookie');
});

test('a full response without a body has a null body', () => {
	expect(buildFullResponseItem(buildSampleResponse({ status: 204 }), 3).json.body).toBeNull();
});

describe('an item for a failed request', () => {
	const error = new NodeOperationError(node, 'no such object');

	test('contains the error report', () => {
		const report = { message: 'ISC answered 404: x', hint: 'Check the ID.', status: 404 };
		expect(buildErrorItem(error, new ApiError(report), 3)).toEqual({
			json: { error: 'ISC answered 404: x', details: { hint: 'Check the ID.', status: 404 } },
			pairedItem,
		});
	});

	test('contains the hint of a parameter error', () => {
		const item = buildErrorItem(error, new ParameterError('Path', 'is empty', 'Enter one.'), 3);
		expect(item.json).toEqual({ error: 'no such object', details: { hint: 'Enter one.' } });
	});

	test('contains the message of other errors', () => {
		expect(buildErrorItem(error, new Error('x'), 3).json).toMatchObject({
			error: 'no such object',
		});
	});
});
