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

describe('a failed call', () => {
	test('tells all, the way out first', () => {
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

	test('without an answer, tells what there is', () => {
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
	])('the message "%s" stays', (message, status) => {
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

	test('has the hint in its message where an agent runs the node as its tool', () => {
		expect(toExecutionError(contextOf(true), error, 2)).toMatchObject({
			message: expect.stringMatching(/^ISC answered 404: not found\. Check the ID\. /) as string,
			context: { itemIndex: 2 },
		});
	});

	test.each([[false], [undefined]])(
		'has it there for a node of the tool type, too: %s',
		(isTool) => {
			const context = {
				...contextOf(isTool),
				getNode: () => ({ ...node, type: 'n8n-nodes-sailpoint-isc.iscTool' }),
			};
			expect(toExecutionError(context, error, 2).message).toMatch(/not found\. Check the ID\. /);
		},
	);

	test.each([[false], [undefined]])('has it apart elsewhere: %s', (isTool) => {
		expect(toExecutionError(contextOf(isTool), error, 2)).toMatchObject({
			message: 'ISC answered 404: not found',
			description: expect.stringMatching(/^Check the ID\./) as string,
		});
	});
});

test('bad input names the parameter and the way out', () => {
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
])('%s is not wrapped again', (_what, error) => {
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

test('what the error shows is the report and nothing else of the call', () => {
	const error = toNodeError(node, new ApiError(report), 0);
	const shown = JSON.stringify(error) + inspect(error, { depth: 9, showHidden: true });
	expect(shown).not.toMatch(/authorization|bearer|access_token|clientSecret/i);
});
