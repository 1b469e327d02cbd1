import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';

import {
	beforeReadingBack,
	removeStoredFiles,
	readText,
	useBrokenFileStore,
	useFileStore,
} from './binaryStore.mts';
import { getFailure, request, useTenant } from './fixture.mts';
import type { RunOptions } from './n8n.mts';

const tenant = useTenant({ counts: { identities: 50, accounts: 1200 } });

/** Reads all accounts into a file; its text and the item that carries it. */
async function fileOf(options: IDataObject, more: RunOptions & IDataObject = {}) {
	const { items, hints } = await request(
		tenant(),
		{ method: 'GET', path: '/accounts/v1', returnAll: true, ...more, options },
		more,
	);
	const { json = {}, binary } = items[0] ?? {};
	const file = binary?.[String(options.binaryField ?? 'data')];
	const text = file ? await readText(file) : '';
	return { items, hints, json, file, text };
}

const allIds = () => [...tenant().data.accounts].map(({ id }) => id);
const idsOf = (records: unknown[]) => records.map((record) => (record as { id: string }).id);

test('writes all records in order as JSON Lines', async () => {
	const { items, json, file, text } = await fileOf({ output: 'jsonl' });
	const lines = text.trimEnd().split('\n');
	expect(idsOf(lines.map((line) => JSON.parse(line) as unknown))).toEqual(allIds());
	expect(items).toHaveLength(1);
	expect(json).toEqual({
		fileName: 'accounts.jsonl',
		mimeType: 'application/x-ndjson',
		records: 1200,
	});
	expect(file).toMatchObject({ fileName: 'accounts.jsonl', mimeType: 'application/x-ndjson' });
});

test('writes one record per line even if ISC formats its JSON', async () => {
	const body = JSON.stringify([{ id: '1' }, { id: '2' }], null, 2);
	const headers = { 'content-type': 'application/json' };
	tenant().faults.add({ path: '/accounts/v1', status: 200, headers, body });
	expect((await fileOf({ output: 'jsonl' })).text).toBe('{"id":"1"}\n{"id":"2"}\n');
});

test.each([
	['cut', { cut: 'mid-body' as const }],
	['broken off', { malformedJson: true }],
	['refused for its token', { expireToken: true }],
	['not there for a moment', { status: 503 }],
])('requests a page again that is %s, and writes it once', async (_what, fault) => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=500', times: 1, ...fault });
	const { text } = await fileOf({ output: 'jsonl' });
	const lines = text.trimEnd().split('\n');
	expect(idsOf(lines.map((line) => JSON.parse(line) as unknown))).toEqual(allIds());
});

test("returns ISC's error for JSON Lines", async () => {
	const body = { detailCode: '400.1', messages: [{ text: 'No such filter.' }] };
	tenant().faults.add({ path: '/accounts/v1', status: 400, body });
	const { message } = await getFailure(fileOf({ output: 'jsonl' }));
	expect(message).toMatch(/No such filter/);
});

test('writes one JSON array', async () => {
	const { text, file } = await fileOf({ output: 'json' });
	expect(idsOf(JSON.parse(text) as unknown[])).toEqual(allIds());
	expect(file).toMatchObject({ fileName: 'accounts.json', mimeType: 'application/json' });
});

test('writes a CSV header and a row per record', async () => {
	const { text, file } = await fileOf({
		output: 'csv',
		fields: 'id, sourceName, attributes.email',
	});
	const [header, ...rows] = text.trimEnd().split('\r\n');
	expect(header).toBe('id,sourceName,attributes.email');
	expect(rows.map((row) => row.split(',')[0])).toEqual(allIds());
	expect(file).toMatchObject({ fileName: 'accounts.csv', mimeType: 'text/csv' });
});

test("uses the records' fields as CSV columns without Fields", async () => {
	const { text } = await fileOf({ output: 'csv' });
	expect(text.split('\r\n')[0]).toMatch(/^id,name,.*attributes\./);
});

test('escapes formulas with Escape Formulas', async () => {
	const body = [{ name: '=cmd()' }];
	tenant().faults.add({ path: '/accounts/v1', status: 200, body });
	expect((await fileOf({ output: 'csv' })).text).toBe('name\r\n=cmd()\r\n');
	expect((await fileOf({ output: 'csv', escapeFormulas: true })).text).toBe("name\r\n'=cmd()\r\n");
});

describe.each(['memory', 'folder'])(
	'CSV of accounts of two sources, n8n keeping files in its %s',
	(where) => {
		if (where === 'folder') useFileStore();
		beforeEach(() => {
			const first = Array.from({ length: 250 }, (_, id) => ({
				id: `a${id}`,
				attributes: { mail: 'x"\n' },
			}));
			const then = [{ id: 'b', attributes: { 'name.givenName': 'Ann', sAMAccountName: '=ann' } }];
			for (const [offset, body] of [first, then].entries()) {
				tenant().faults.add({
					path: '/accounts/v1',
					query: `offset=${offset * 250}`,
					status: 200,
					body,
					total: 251,
				});
			}
		});

		test('has the columns of both', async () => {
			const { items, text, json, file, hints } = await fileOf({
				output: 'csv',
				byteOrderMark: true,
				escapeFormulas: true,
			});
			expect(Boolean(file?.id)).toBe(where === 'folder');
			const rows = parse(text, { bom: true }) as unknown as string[][];
			expect(text).toMatch(/^\uFEFFid,/);
			expect(rows[0]).toEqual([
				'id',
				'attributes.mail',
				'attributes.name.givenName',
				'attributes.sAMAccountName',
			]);
			expect(rows).toHaveLength(252);
			expect(rows[1]).toEqual(['a0', 'x"\n', '', '']);
			expect(rows[251]).toEqual(['b', '', 'Ann', "'=ann"]);
			expect(items).toHaveLength(1);
			expect(json).toEqual({ fileName: 'accounts.csv', mimeType: 'text/csv', records: 251 });
			expect(file).toMatchObject({ fileName: 'accounts.csv', mimeType: 'text/csv' });
			expect(hints).toEqual([]);
		});

		test('has them up to a failure too', async () => {
			const body = Array.from({ length: 250 }, (_, id) => ({ id: `b${id}`, type: 'AD' }));
			tenant().faults.clear();
			const answers: Array<[number, object]> = [
				[0, { status: 200, body: body.map(({ id }) => ({ id })) }],
				[250, { status: 200, body }],
				[500, { status: 400 }],
			];
			for (const [offset, answer] of answers) {
				tenant().faults.add({ path: '/accounts/v1', query: `offset=${offset}`, ...answer });
			}
			const { items, json, text } = await fileOf({ output: 'csv' }, { continueOnFail: true });
			const rows = parse(text) as unknown as string[][];
			expect(json).toMatchObject({ records: 500, incomplete: true });
			expect([rows.length, rows[0], rows[1], rows[500]]).toEqual([
				501,
				['id', 'type'],
				['b0', ''],
				['b249', 'AD'],
			]);
			expect(items[1]!.json.error).toMatch(/offset 500/);
		});

		if (where === 'memory') return;

		test('fails if the first file cannot be read back', async () => {
			beforeReadingBack(async () => await removeStoredFiles());
			const { message } = await getFailure(fileOf({ output: 'csv' }, { continueOnFail: false }));
			expect(message).toMatch(/ENOENT|not found/i);
		});

		test('stops when the execution is stopped', async () => {
			const abort = new AbortController();
			beforeReadingBack(() => abort.abort());
			const { message } = await getFailure(fileOf({ output: 'csv' }, { signal: abort.signal }));
			expect(message).toBe('The execution was cancelled');
		});
	},
);

test('refuses thousands of columns for objects with IDs as names', async () => {
	const body = [{ byId: Object.fromEntries(Array.from({ length: 5001 }, (_, id) => [id, 1])) }];
	tenant().faults.add({ path: '/accounts/v1', status: 200, body });
	const error = await getFailure(fileOf({ output: 'csv' }));
	expect(error.message).toMatch(/^'Fields' is empty, .* more than 5,000 different fields/);
	expect(error.description).toMatch(/enter only the name of the object/);
	expect((await fileOf({ output: 'csv', fields: 'byId' })).text).toMatch(/^byId\r\n"\{""0"":1,/);
});

test('keeps the pages before too many columns with Continue', async () => {
	const first = Array.from({ length: 250 }, (_, id) => ({ id: `a${id}` }));
	const then = [Object.fromEntries(Array.from({ length: 5001 }, (_, key) => [`key${key}`, 1]))];
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=0', status: 200, body: first });
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=250', status: 200, body: then });
	const { items, json, text } = await fileOf({ output: 'csv' }, { continueOnFail: true });
	expect(json).toMatchObject({ records: 250, incomplete: true });
	expect(parse(text)).toHaveLength(251);
	expect(items[1]!.json.error).toMatch(/more than 5,000 different fields/);
});

describe('fields that no record has', () => {
	const records = [{ id: '1', 'a.b': 1, list: [{ x: 1 }] }, { id: '2' }];
	const given = (body: unknown[] = records) =>
		tenant().faults.add({ path: '/accounts/v1', status: 200, body, total: body.length });
	const HINT =
		"No record has the fields 'idd', 'list.y'. Check the spelling under 'Fields': names are case-sensitive.";

	test.each(['csv', 'json', 'jsonl'])(
		'appear in the item of a %s file and in a hint',
		async (output) => {
			given();
			const { json, hints } = await fileOf({ output, fields: 'id,idd,a.b,list.x,list.y' });
			expect(json).toMatchObject({ records: 2, fieldsNotFound: ['idd', 'list.y'] });
			expect(hints).toEqual([expect.objectContaining({ message: HINT, type: 'warning' })]);
		},
	);

	test('appear in a hint for items', async () => {
		given();
		const { items, hints } = await fileOf({ fields: 'id,idd,a.b,list.x,list.y' });
		expect(items.map(({ json }) => json)).toEqual([
			{ id: '1', 'a.b': 1, list: [{ x: 1 }] },
			{ id: '2' },
		]);
		expect(hints.map(({ message }) => message)).toEqual([HINT]);
	});

	test.each(['items', 'csv', 'jsonl'])('adds no hint without records (%s)', async (output) => {
		given([]);
		const { items, hints } = await fileOf({ output, fields: 'idd' });
		expect(items.map(({ json }) => json.fieldsNotFound)).toEqual(
			output === 'items' ? [] : [undefined],
		);
		expect(hints).toEqual([]);
	});

	test('are missing from the records of all input items', async () => {
		tenant().faults.add({ path: '/accounts/v1/1', status: 200, body: { id: '1' } });
		tenant().faults.add({ path: '/accounts/v1/2', status: 200, body: { id: '2', uuid: 'u' } });
		const { hints } = await request(
			tenant(),
			{ method: 'GET', path: '=/accounts/v1/{{ $json.id }}', options: { fields: 'uuid,nothing' } },
			{ items: [{ json: { id: 2 } }, { json: { id: 1 } }] },
		);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^No record has the field 'nothing'\./),
		]);
	});
});

test.each(['json', 'jsonl'])(
	'%s keeps records as ISC wrote them, all digits included',
	async (output) => {
		const record = '{"id":"1","n":133512345678901234,"text":"12345678901234567890","e":"\\u00e9"}';
		const headers = { 'content-type': 'application/json' };
		tenant().faults.add({
			path: '/accounts/v1',
			status: 200,
			headers,
			body: `[${record},${record}]`,
		});
		expect((await fileOf({ output })).text).toBe(
			output === 'json' ? `[\n${record},\n${record}\n]\n` : `${record}\n${record}\n`,
		);
	},
);

test('reads a list of fields from an expression', async () => {
	const body = [{ id: '1', 'last, first': 'x', z: 1 }];
	tenant().faults.add({ path: '/accounts/v1', status: 200, body });
	const { text } = await fileOf({ output: 'csv', fields: "={{ ['last, first', 'id'] }}" });
	expect(text).toBe('"last, first",id\r\nx,1\r\n');
});

test('refuses wildcards', async () => {
	const { message } = await getFailure(fileOf({ fields: 'id, attributes.*' }));
	expect(message).toMatch(/'Fields' contains 'attributes\.\*', but wildcards aren't supported/);
});

describe('a folder that n8n cannot write to', () => {
	useBrokenFileStore();

	test.each(['csv', 'json', 'jsonl'])('fails the %s file with a reason', async (output) => {
		const { message } = await getFailure(fileOf({ output }));
		expect(message).toMatch(/^n8n couldn't store the file: .*ENOTDIR/);
		const { items } = await fileOf({ output }, { continueOnFail: true });
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^n8n couldn't store the file: .*ENOTDIR/),
		]);
	});
});

test('keeps a file name with slashes', async () => {
	const { file } = await fileOf({ output: 'csv', fileName: 'R/D \\ Zürich' });
	expect(file).toMatchObject({ fileName: 'R_D _ Zürich.csv' });
});

test('replaces control characters in a file name', async () => {
	const { file } = await fileOf({ output: 'csv', fileName: '\tall\npeople\u0000 ' });
	expect(file).toMatchObject({ fileName: 'all_people_.csv' });
});

test('uses the file name and binary field of the user', async () => {
	const { file } = await fileOf({ output: 'csv', fileName: 'all people', binaryField: 'sheet' });
	expect(file).toMatchObject({ fileName: 'all people.csv' });
});

test('writes a single object as a file with one record', async () => {
	const id = allIds()[0]!;
	const { text, json } = await fileOf({ output: 'jsonl' }, { path: `/accounts/v1/${id}` });
	expect(idsOf([JSON.parse(text)])).toEqual([id]);
	expect(json).toMatchObject({ fileName: 'accounts.jsonl', records: 1 });
});

test('writes an empty list without records', async () => {
	const query = { parameter: [{ name: 'filters', value: 'name eq "nobody"' }] };
	expect((await fileOf({ output: 'json' }, { query })).text).toBe('[]\n');
});

test('returns no file after a failure', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=750', status: 400 });
	const { message } = await getFailure(fileOf({ output: 'jsonl' }));
	expect(message).toMatch(/^ISC returned 400: .* \(reading records from offset 750\)$/);
});

test('returns the records before a failure in the file with Continue, with the error', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=750', status: 400 });
	const { items, json, text } = await fileOf({ output: 'json' }, { continueOnFail: true });
	expect(idsOf(JSON.parse(text) as unknown[])).toEqual(allIds().slice(0, 750));
	expect(json).toMatchObject({ records: 750, incomplete: true });
	expect(items[1]!.json.error).toMatch(/offset 750/);
});

test('applies Fields to items', async () => {
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/accounts/v1',
		limit: 2,
		options: { fields: 'id,attributes.email,nothing' },
	});
	for (const { json } of items) {
		expect(Object.keys(json)).toEqual(['id', 'attributes']);
		expect(Object.keys(json.attributes as object)).toEqual(['email']);
	}
});

describe('files that are split', () => {
	const parseIds = (text: string) =>
		idsOf(
			text
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line) as unknown),
		);

	/** Writes all accounts to files. */
	async function writeFiles(options: IDataObject, more: RunOptions & IDataObject = {}) {
		const { items } = await request(
			tenant(),
			{ method: 'GET', path: '/accounts/v1', returnAll: true, options, ...more },
			more,
		);
		const files = items.filter(({ binary }) => binary);
		const texts = await Promise.all(files.map(async ({ binary }) => await readText(binary!.data!)));
		return {
			items,
			json: files.map(({ json }) => json),
			texts,
		};
	}

	test('hold each record once, in order, at most Split After Records per file', async () => {
		const { json, texts } = await writeFiles({ output: 'jsonl', splitAfterRecords: 500 });
		const ids = texts.map(parseIds);
		expect(ids.map(({ length }) => length)).toEqual([500, 500, 200]);
		expect(ids.flat()).toEqual(allIds());
		expect(json.map(({ fileName, records, part }) => [fileName, records, part])).toEqual([
			['accounts-1.jsonl', 500, 1],
			['accounts-2.jsonl', 500, 2],
			['accounts-3.jsonl', 200, 3],
		]);
	});

	test('end at the last full file, without an empty one behind it', async () => {
		const { texts } = await writeFiles({ output: 'jsonl', splitAfterRecords: 600 });
		expect(texts.map(parseIds).map(({ length }) => length)).toEqual([600, 600]);
	});

	test('start another file after Split After Megabytes', async () => {
		const { texts } = await writeFiles({ output: 'jsonl', splitAfterMegabytes: 1 });
		expect(texts.flatMap(parseIds)).toEqual(allIds());
		const sizes = texts.map((text) => Buffer.byteLength(text));
		expect(sizes.length).toBeGreaterThan(1);
		for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThanOrEqual(1_000_000);
		for (const size of sizes) expect(size).toBeLessThan(1_500_000);
	});

	test('have a header and their own columns as CSV', async () => {
		const { texts } = await writeFiles({
			output: 'csv',
			splitAfterRecords: 700,
			fields: 'id, name',
			fileName: 'people.csv',
		});
		const rows = texts.map((text) => parse(text) as unknown as string[][]);
		expect(rows.map(([header]) => header)).toEqual([
			['id', 'name'],
			['id', 'name'],
		]);
		expect(rows.flatMap((all) => all.slice(1).map(([id]) => id))).toEqual(allIds());
	});

	test('number one file of an empty list, too', async () => {
		const query = { parameter: [{ name: 'filters', value: 'name eq "nobody"' }] };
		const { json } = await writeFiles({ output: 'jsonl', splitAfterRecords: 500 }, { query });
		expect(json).toMatchObject([{ fileName: 'accounts-1.jsonl', records: 0, part: 1 }]);
	});

	test('keep those before a failure with Continue, and mark the one that it cut short', async () => {
		tenant().faults.add({ path: '/accounts/v1', query: 'offset=750', times: 20, status: 400 });
		const { json, items } = await writeFiles(
			{ output: 'jsonl', splitAfterRecords: 500 },
			{ continueOnFail: true },
		);
		expect(json).toMatchObject([{ records: 500 }, { records: 250, incomplete: true }]);
		expect(json[0]).not.toHaveProperty('incomplete');
		expect(items.at(-1)!.json).toMatchObject({ error: expect.stringMatching(/400/) as string });
	});

	test.each([
		['Split After Records', { splitAfterRecords: 0 }],
		['Split After Megabytes', { splitAfterMegabytes: 'x' }],
	])('reject an invalid %s before a request', async (label, options) => {
		const before = tenant().counters.total;
		const error = await getFailure(writeFiles({ output: 'jsonl', ...options }));
		expect(error.message).toMatch(new RegExp(`^'${label}'`));
		expect(tenant().counters.total).toBe(before);
	});
});
