import { checkExamples } from '../../../../scripts/catalogue/examples.mts';
import { parseDocument } from '../../../../scripts/catalogue/parseDocument.mts';
import { document, operation } from './document.mts';

const posting = (example: unknown) => {
	const schema = {
		type: 'object',
		required: ['name'],
		properties: { name: { type: 'string' }, size: { type: 'integer' } },
	};
	const requestBody = { required: true, content: { 'application/json': { schema, example } } };
	const read = document({ 'POST /things/v1': operation('createThingV1', { requestBody }) });
	return (known: Record<string, string> = {}) => checkExamples(read, parseDocument(read), known);
};

test('accepts an example that can be sent', () => {
	expect(posting({ name: 'A', size: 1 })).not.toThrow();
});

test.each([
	['of another type', { name: 'A', size: 'large' }, "'size' must be a number"],
	['without what is required', { size: 1 }, "'name' is required"],
])('rejects an example %s', (_what, example, message) => {
	expect(posting(example)).toThrow(`the example of createThingV1 is rejected: ${message}`);
	expect(() => posting(example)({ createThingV1: 'It is wrong.' })).not.toThrow();
});

test('fails if a known wrong example is correct', () => {
	expect(() => posting({ name: 'A' })({ createThingV1: 'It is wrong.' })).toThrow(
		'no longer wrong',
	);
});
