import stored from '../../../nodes/catalogue/bulkFacts.json';
import { bulkFactsOf } from '../../../nodes/catalogue/bulkFacts.ts';
import { operationById, records } from '../../../nodes/catalogue/catalogue.ts';
import { plainState, saysFailure } from '../../../nodes/catalogue/states.ts';

const { results, failures, undone } = stored;

test.each(Object.keys({ ...results, ...failures, ...undone }))('%s is an operation', (id) => {
	const operation = operationById(id);
	expect(operation?.id).toBe(id);
	expect(operation!.method).not.toBe('GET');
});

test('each operation whose documents name 207 has results', () => {
	const many = records.filter(({ id }) => operationById(id)!.response.multiStatus);
	expect(many.length).toBeGreaterThan(5);
	for (const { method, path } of many) {
		expect(bulkFactsOf({ method, path }, 200).results).toBeDefined();
	}
});

test('a read leaves nothing undone', () => {
	expect(bulkFactsOf({ method: 'GET', path: '/work-items/v1' }, 200)).toEqual({ undone: [] });
	expect(bulkFactsOf({ method: 'POST', path: '/search/v1' }, 200).undone).toEqual([]);
});

test.each([
	'ERROR',
	'Failed',
	'TerminatedWithErrors',
	'CANCELLED',
	'PRE_PROCESS_FAILED',
	'NOT_FOUND',
])('%s says failure', (state) => expect(saysFailure(state)).toBe(true));

test.each(['', 'OK', 'SUCCESS', 'CANCELING', 'ERROR_RETRY_PENDING', 'QUEUED'])(
	'%p does not',
	(state) => expect(saysFailure(state)).toBe(false),
);

test('spellings of a state are one', () => {
	expect(new Set(['CANCELLED', 'Canceled'].map(plainState)).size).toBe(1);
	expect(new Set(['TEMP_ERROR', 'TEMPERROR', 'TempError'].map(plainState)).size).toBe(1);
});
