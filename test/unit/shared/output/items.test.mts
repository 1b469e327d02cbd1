import { NodeOperationError } from 'n8n-workflow';

import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import {
	buildNoContentItem,
	buildErrorItem,
	buildFullResponseItem,
	toItems,
} from '../../../../nodes/shared/output/items.ts';
import { answer, call, node } from '../api/samples.mts';

const pairedItem = { item: 3 };

test('each record is an item, paired with the input item', () => {
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
	expect(buildNoContentItem(call({ method }), answer({ status }), 3)).toEqual({ json, pairedItem });
});

test('a full response has all but cookies', () => {
	const headers = { 'x-total-count': '5', 'set-cookie': 'session=s3cret' };
	const full = answer({ statusMessage: 'OK', headers, body: [1] });
	expect(buildFullResponseItem(full, 3)).toEqual({
		json: { statusCode: 200, statusMessage: 'OK', headers: { 'x-total-count': '5' }, body: [1] },
		pairedItem,
	});
	expect(headers).toHaveProperty('set-cookie');
});

test('a full response without a body says so', () => {
	expect(buildFullResponseItem(answer({ status: 204 }), 3).json.body).toBeNull();
});

describe('an item for a failed call', () => {
	const error = new NodeOperationError(node, 'no such object');

	test('has what is known of it', () => {
		const report = { message: 'ISC answered 404: x', hint: 'Check the ID.', status: 404 };
		expect(buildErrorItem(error, new ApiError(report), 3)).toEqual({
			json: { error: 'ISC answered 404: x', details: { hint: 'Check the ID.', status: 404 } },
			pairedItem,
		});
	});

	test('has the way out of bad input', () => {
		const item = buildErrorItem(error, new ParameterError('Path', 'is empty', 'Enter one.'), 3);
		expect(item.json).toEqual({ error: 'no such object', details: { hint: 'Enter one.' } });
	});

	test('has the message of anything else', () => {
		expect(buildErrorItem(error, new Error('x'), 3).json).toMatchObject({
			error: 'no such object',
		});
	});
});
