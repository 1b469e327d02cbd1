import { applyCorrections } from '../../../../scripts/catalogue/corrections.mts';
import { document, inQuery, operation } from './document.mts';

const reason = 'It is wrong.';
const shared = { parameters: { p: inQuery('p', { type: 'string', enum: ['a', 'b'] }) } };
const ref = { $ref: '#/components/parameters/p' };
const make = () =>
	document(
		{
			'GET /a/v1': operation('a', { parameters: [ref], 'x-sailpoint-userLevels': ['A', 'b:c'] }),
			'GET /b/v1': operation('b', { parameters: [ref] }),
			'GET /c/v1': operation(undefined),
		},
		structuredClone(shared),
	);

const corrected = (correction: object) => {
	const result = make();
	applyCorrections(result, [{ reason, operations: ['a'], at: '', ...correction }]);
	return result;
};

test('replaces, adds, and removes values', () => {
	const at = 'x-sailpoint-userLevels';
	const a = (result: ReturnType<typeof make>) => result.paths['/a/v1']?.get;
	expect(a(corrected({ at: `${at}/1`, was: 'b:c' }))?.[at]).toEqual(['A']);
	expect(a(corrected({ at: `${at}/1`, was: 'b:c', becomes: 'B' }))?.[at]).toEqual(['A', 'B']);
	expect(a(corrected({ at: 'deprecated', becomes: true }))).toMatchObject({ deprecated: true });
	expect(a(corrected({ at: 'summary', was: 'Do a thing.' }))).not.toHaveProperty('summary');
});

test('finds an operation without an ID by method and path', () => {
	const result = corrected({ operations: ['GET /c/v1'], at: 'operationId', becomes: 'c' });
	expect(result.paths['/c/v1']?.get).toMatchObject({ operationId: 'c' });
});

test('keeps shared values unchanged for other operations', () => {
	const result = corrected({ at: 'parameters/name=p/schema/enum/1', was: 'b', becomes: 'c' });
	expect(result.paths['/a/v1']?.get?.parameters).toMatchObject([{ schema: { enum: ['a', 'c'] } }]);
	expect(result.paths['/b/v1']?.get?.parameters).toEqual([ref]);
	expect(result).toMatchObject({ components: shared });
});

test.each([
	['another text', { at: 'summary', was: 'Do things.' }, 'the value is "Do a thing."'],
	['nothing there', { at: 'deprecated', was: true }, 'the value is missing'],
	['something there', { at: 'summary', becomes: 'x' }, 'the value is "Do a thing."'],
	['no such place', { at: 'requestBody/content', was: {} }, "'requestBody' doesn't exist"],
	['no such parameter', { at: 'parameters/name=q/in', was: 'path' }, "'name=q' doesn't exist"],
	['no such operation', { operations: ['x'] }, "the operation doesn't exist"],
])('fails for a correction of %s', (_what, correction, message) => {
	expect(() => corrected(correction)).toThrow(message);
});
