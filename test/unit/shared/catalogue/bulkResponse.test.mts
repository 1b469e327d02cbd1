import stored from '../../../../nodes/shared/catalogue/bulkResponse.json';
import { getBulkResponseSpec } from '../../../../nodes/shared/catalogue/bulkResponse.ts';
import {
	getOperationById,
	storedOperations,
} from '../../../../nodes/shared/catalogue/operations.ts';
import { normalizeState, isFailureState } from '../../../../nodes/shared/catalogue/jobStates.ts';

const { results, failures, undone } = stored;

test.each(Object.keys({ ...results, ...failures, ...undone }))('%s is an operation', (id) => {
	const operation = getOperationById(id);
	expect(operation?.id).toBe(id);
	expect(operation!.method).not.toBe('GET');
});

test('each operation with a documented 207 has results', () => {
	const many = storedOperations.filter(({ id }) => getOperationById(id)!.response.multiStatus);
	expect(many.length).toBeGreaterThan(5);
	for (const { id } of many) {
		const operation = getOperationById(id)!;
		expect(getBulkResponseSpec({ method: operation.method, operation }, 200).results).toBeDefined();
	}
});

test('a read-only operation has no undone parts', () => {
	const specOf = (method: 'GET' | 'POST', id: string) =>
		getBulkResponseSpec({ method, operation: getOperationById(id)! }, 200);
	expect(specOf('GET', 'listWorkItemsV1')).toEqual({ undone: [] });
	expect(specOf('POST', 'searchPostV1').undone).toEqual([]);
});

test('an unknown operation is read by its status and its method', () => {
	expect(getBulkResponseSpec({ method: 'POST' }, 207).results).toBe('');
	expect(getBulkResponseSpec({ method: 'POST' }, 200)).toEqual({ undone: stored.undoneAnywhere });
	expect(getBulkResponseSpec({ method: 'GET' }, 200)).toEqual({ undone: [] });
});

test.each([
	'ERROR',
	'Failed',
	'TerminatedWithErrors',
	'CANCELLED',
	'PRE_PROCESS_FAILED',
	'NOT_FOUND',
])('%s is a failure state', (state) => expect(isFailureState(state)).toBe(true));

test.each(['', 'OK', 'SUCCESS', 'CANCELING', 'ERROR_RETRY_PENDING', 'QUEUED'])(
	'%p does not',
	(state) => expect(isFailureState(state)).toBe(false),
);

test('normalizes the spelling of states', () => {
	expect(new Set(['CANCELLED', 'Canceled'].map(normalizeState)).size).toBe(1);
	expect(normalizeState('Cancelling')).toBe(normalizeState('CANCELING'));
	expect(new Set(['TEMP_ERROR', 'TEMPERROR', 'TempError'].map(normalizeState)).size).toBe(1);
});
