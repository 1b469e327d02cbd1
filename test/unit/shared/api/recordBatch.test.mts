import fc from '../../../fastCheck.mts';
import { parseLosslessJson } from '../../../../nodes/shared/api/losslessJson.ts';
import { JsonLinesBatch, splitJsonArray } from '../../../../nodes/shared/api/recordBatch.ts';

const toBytes = (text: string) => Buffer.from(text);
const lines = (list: unknown[]) => splitJsonArray(toBytes(JSON.stringify(list)));
const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 });

test('splits a compact list of objects into lines', () => {
	fc.assert(
		fc.property(records, (list) => {
			const { bytes } = lines(list)!;
			expect(bytes.toString()).toBe(list.map((record) => `${JSON.stringify(record)}\n`).join(''));
		}),
	);
});

test('returns records like an array', () => {
	fc.assert(
		fc.property(records, fc.integer({ min: -9, max: 9 }), fc.nat(9), (list, index, end) => {
			const all = lines(list)!;
			const parsed = parseLosslessJson(JSON.stringify(list)).body as unknown[];
			expect(all).toHaveLength(list.length);
			expect([...all]).toEqual(parsed);
			expect(all.at(index)).toEqual(parsed.at(index));
			expect([...all.slice(0, end)]).toEqual(parsed.slice(0, end));
			expect([...all.slice(1, end)]).toEqual(parsed.slice(1, end));
		}),
	);
});

test('keeps the bytes of records: long numbers, escapes, spaces', () => {
	const record = '{"n":12345678901234567890,"one":1.0, "text":"\\u00e9 \\"}],{\\\\"}';
	expect(splitJsonArray(toBytes(`[${record},${record}]`))!.bytes.toString()).toBe(
		`${record}\n${record}\n`,
	);
});

test('keeps all digits of long numbers', () => {
	const line = splitJsonArray(toBytes('[{"id":133512345678901234}]'))!;
	expect(line.at(0)).toEqual({ id: '133512345678901234' });
});

test('returns undefined for an incomplete list', () => {
	fc.assert(
		fc.property(records, fc.double({ min: 0, max: 1, noNaN: true }), (list, ratio) => {
			const bytes = toBytes(JSON.stringify(list));
			const truncated = bytes.subarray(0, Math.floor(ratio * (bytes.length - 1)));
			expect(splitJsonArray(truncated)).toBeUndefined();
		}),
	);
});

test.each([
	['an empty list', '[]'],
	['an object', '{"items":[{"id":1}]}'],
	['texts', '["a","b"]'],
	['lists', '[[1],[2]]'],
	['an object among others', '[{"id":1},2]'],
	['spread over lines', '[\n{"id":1},\n{"id":2}\n]'],
	['a line end within a record', '[{"id":\r1}]'],
	['spaces between records', '[{"id":1}, {"id":2}]'],
	['no comma between records', '[{"id":1}{"id":2}]'],
	['a comma at the end', '[{"id":1},]'],
	['a text with a gap of zeros', '[{"id":"a\0\0\0b"}]'],
	['something behind it', '[{"id":1}]x'],
	['an unclosed object', '[{"id":{"a":1}]'],
	['an unclosed string', '[{"id":"1}]'],
	['an empty body', ''],
])('leaves %s unchanged', (_what, text) => {
	const bytes = toBytes(text);
	expect(splitJsonArray(bytes)).toBeUndefined();
	expect(bytes.toString()).toBe(text);
});

test('ignores empty lines', () => {
	const empty = new JsonLinesBatch(Buffer.alloc(0), []);
	expect(empty.at(0)).toBeUndefined();
	expect(empty.at(-1)).toBeUndefined();
	expect([...empty]).toEqual([]);
});
