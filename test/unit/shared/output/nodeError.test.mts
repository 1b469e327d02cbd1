import { inspect } from 'node:util';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ApiError, CancelledError } from '../../../../nodes/shared/api/errors/errors.ts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { toExecutionError, toNodeError } from '../../../../nodes/shared/output/nodeError.ts';
import { node } from '../api/samples.mts';

const report = {
	message: 'ISC answered 404: not found',
	hint: 'Check the ID.',
	request: 'GET /accounts/v1/1',
	status: 404,
	detailCode: '404 Not found',
	trackingId: 'b21b',
};

describe('a failed request', () => {
	test('shows the hint before the details', () => {
		const error = toNodeError(node, new ApiError(report), 3) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'ISC answered 404: not found',
			description:
				'Check the ID. Request: GET /accounts/v1/1, status 404, detail code 404 Not found, tracking ID b21b.',
			httpCode: '404',
			context: { itemIndex: 3 },
		});
	});

	test('shows the known details without a response', () => {
		const { message, hint } = report;
		const error = toNodeError(node, new ApiError({ message, hint }), 0) as NodeApiError;
		expect(error).toMatchObject({ description: 'Check the ID.', httpCode: null });
	});

	// n8n has stock text for messages with these words and for these statuses.
	test.each([
		['ECONNREFUSED while reading', undefined],
		['ENOTFOUND', undefined],
		['ISC answered 429: ETIMEDOUT', 429],
		['ISC answered 401: no', 401],
		['ISC answered 500: no', 500],
	])('keeps the message "%s"', (message, status) => {
		const error = toNodeError(node, new ApiError({ ...report, message, status }), 0);
		expect(error.message).toBe(message);
		expect(error.description).toContain('Check the ID.');
	});
});

describe('an error of an execution', () => {
	const error = new ApiError(report);
	const contextOf = (isTool?: boolean) => ({
		getNode: () => node,
		...(isTool !== undefined && { isToolExecution: () => isTool }),
	});

	test('includes the hint in the message if an agent runs the node as a tool', () => {
		expect(toExecutionError(contextOf(true), error, 2)).toMatchObject({
			message: expect.stringMatching(/^ISC answered 404: not found\. Check the ID\. /) as string,
			context: { itemIndex: 2 },
		});
	});

	test.each([[false], [undefined]])(
		'includes the hint for a node whose type is that of a tool: %s',
		(isTool) => {
			const context = {
				...contextOf(isTool),
				getNode: () => ({ ...node, type: 'n8n-nodes-sailpoint-isc.iscTool' }),
			};
			expect(toExecutionError(context, error, 2).message).toMatch(/not found\. Check the ID\. /);
		},
	);

	test.each([[false], [undefined]])('keeps the hint separate otherwise: %s', (isTool) => {
		expect(toExecutionError(contextOf(isTool), error, 2)).toMatchObject({
			message: 'ISC answered 404: not found',
			description: expect.stringMatching(/^Check the ID\./) as string,
		});
	});
});

test('a parameter error shows the parameter and the hint', () => {
	const error = toNodeError(node, new ParameterError('Path', 'is empty', 'Enter one.'), 2);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: "'Path' is empty",
		description: 'Enter one.',
		level: 'warning',
		context: { itemIndex: 2 },
	});
});

test.each([
	['an API error', new NodeApiError(node, {}, { message: 'x' })],
	['an operation error', new NodeOperationError(node, 'x')],
])('does not wrap %s again', (_what, error) => {
	expect(toNodeError(node, error, 0)).toBe(error);
});

test.each([
	['cancelled', new CancelledError(), 'The execution was cancelled'],
	['unexpected', new Error('x is not a function'), 'x is not a function'],
])('%s', (_what, error, message) => {
	const nodeError = toNodeError(node, error, 1);
	expect(nodeError).toBeInstanceOf(NodeOperationError);
	expect(nodeError).toMatchObject({ message, context: { itemIndex: 1 } });
});

test('shows only the report of the request', () => {
	const error = toNodeError(node, new ApiError(report), 0);
	const shown = JSON.stringify(error) + inspect(error, { depth: 9, showHidden: true });
	expect(shown).not.toMatch(/authorization|bearer|access_token|clientSecret/i);
});
