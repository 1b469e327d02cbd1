import { migrate } from '../../../../scripts/migrate/migrate.mts';
import { editJson } from '../../../../scripts/migrate/editJson.mts';
import { readWorkflowFile } from '../../../../scripts/migrate/workflow.mts';
import { request } from './workflows.mts';

function migratedText(text: string): string {
	const file = readWorkflowFile(text);
	migrate(file.workflows);
	return file.write();
}

const workflow = { name: 'One', nodes: [request('/v3/accounts')], connections: {} };
const current = { ...workflow, nodes: [request('/accounts/v1')] };

test.each([
	['a workflow', workflow, current],
	['a list', [workflow, workflow], [current, current]],
	['what the editor copies', { nodes: workflow.nodes }, { nodes: current.nodes }],
])('reads %s', (_what, before, after) => {
	expect(JSON.parse(migratedText(JSON.stringify(before)))).toEqual(after);
});

test.each([
	['tabs', JSON.stringify(workflow, undefined, '\t') + '\n'],
	['four spaces', JSON.stringify(workflow, undefined, 4)],
	['one line', JSON.stringify(workflow)],
	['ends of lines of Windows', JSON.stringify(workflow, undefined, 2).replaceAll('\n', '\r\n')],
	['a byte order mark', '\uFEFF' + JSON.stringify(workflow)],
	[
		'numbers and lists as they are typed',
		JSON.stringify(workflow, undefined, '\t').replace(
			'"connections"',
			'"position": [-440, 1.0, 12345678901234567890],\n\n  "connections"',
		),
	],
])('changes nothing else in a file with %s', (_what, text) => {
	expect(migratedText(text)).toBe(text.replace('/v3/accounts', '/accounts/v1'));
});

test('keeps a file without legacy requests unchanged', () => {
	const text = '{ "nodes" : [ ] , "n" : 1.0 }\n\n';
	expect(migratedText(text)).toBe(text);
});

const put = (text: string, after: unknown) => editJson(text, JSON.parse(text), after);

test.each([
	['in lines', '{\n\t"a": 1\n}', { a: 1, b: { c: [2] } }],
	['in one line', '{"a":1}', { a: 1, b: { c: [2] } }],
	['in an empty object', '{\n\t"o": {}\n}', { o: { b: { c: true } } }],
	['several', '{\n\t"a": 1\n}', { a: 2, b: 3, c: 4 }],
	['in a longer list', '{\n\t"a": [\n\t\t1\n\t]\n}', { a: [1, 2] }],
])('formats new members like the rest: %s', (_what, text, after) => {
	expect(put(text, after)).toBe(
		JSON.stringify(after, undefined, text.includes('\n') ? '\t' : undefined),
	);
});

test('keeps the line ends of the file', () => {
	expect(put('{\r\n\t"a": 1\r\n}', { a: 1, b: { c: 2 } })).toBe(
		'{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": 2\r\n\t}\r\n}',
	);
});

test('changes the last of two members with the same name', () => {
	expect(put('{"a":1,"a":2}', { a: 3 })).toBe('{"a":1,"a":3}');
});

test.each([
	['no JSON', '{ "nodes": [', "The file isn't valid JSON"],
	['no workflow', '{ "name": "x" }', 'The file contains no workflow'],
	['an empty list', '[]', 'The file contains no workflow'],
	['nodes that are none', '{ "nodes": [1] }', 'The file contains no workflow'],
	['a list with something else', '[{ "nodes": [] }, null]', 'The file contains no workflow'],
])('rejects %s', (_what, text, message) => {
	expect(() => readWorkflowFile(text)).toThrow(message);
});
