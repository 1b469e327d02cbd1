import type { IDataObject } from 'n8n-workflow';

import { failure, request, useTenant } from './fixture.mts';
import type { RunOptions } from './n8n.mts';

const tenant = useTenant({ counts: { identities: 50, accounts: 1200 } });

/** Reads all accounts into a file; its text and the item that carries it. */
async function fileOf(options: IDataObject, more: RunOptions & IDataObject = {}) {
	const { items, hints } = await request(
		tenant(),
		{ method: 'GET', path: '/accounts/v1', returnAll: true, ...more, options },
		more,
	);
	const { json, binary } = items[0]!;
	const file = binary?.[String(options.binaryField ?? 'data')];
	const text = Buffer.from(file?.data ?? '', 'base64').toString();
	return { items, hints, json, file, text };
}

const allIds = () => [...tenant().data.accounts].map(({ id }) => id);
const idsOf = (records: unknown[]) => records.map((record) => (record as { id: string }).id);

test('JSON Lines: all records, in order, in one file', async () => {
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

test('JSON Lines: records are written as ISC wrote them', async () => {
	const record = '{"id":"1","total":12345678901234567890,"name":"\\u00e9"}';
	const body = `[${record},${record.replace('"1"', '"2"')}]`;
	const headers = { 'content-type': 'application/json' };
	tenant().faults.add({ path: '/accounts/v1', status: 200, headers, body });
	expect((await fileOf({ output: 'jsonl' })).text).toBe(
		`${record}\n${record.replace('"1"', '"2"')}\n`,
	);
});

test('JSON Lines: a list that is spread over lines has a record in each all the same', async () => {
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
])('JSON Lines: a page that is %s is asked for again, and comes once', async (_what, fault) => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=500', times: 1, ...fault });
	const { text } = await fileOf({ output: 'jsonl' });
	const lines = text.trimEnd().split('\n');
	expect(idsOf(lines.map((line) => JSON.parse(line) as unknown))).toEqual(allIds());
});

test('JSON Lines: why ISC refuses is said', async () => {
	const body = { detailCode: '400.1', messages: [{ text: 'No such filter.' }] };
	tenant().faults.add({ path: '/accounts/v1', status: 400, body });
	const { message } = await failure(fileOf({ output: 'jsonl' }));
	expect(message).toMatch(/No such filter/);
});

test('JSON: one list', async () => {
	const { text, file } = await fileOf({ output: 'json' });
	expect(idsOf(JSON.parse(text) as unknown[])).toEqual(allIds());
	expect(file).toMatchObject({ fileName: 'accounts.json', mimeType: 'application/json' });
});

test('CSV: a header and a row for each record', async () => {
	const { text, file } = await fileOf({
		output: 'csv',
		fields: 'id, sourceName, attributes.email',
	});
	const [header, ...rows] = text.trimEnd().split('\r\n');
	expect(header).toBe('id,sourceName,attributes.email');
	expect(rows.map((row) => row.split(',')[0])).toEqual(allIds());
	expect(file).toMatchObject({ fileName: 'accounts.csv', mimeType: 'text/csv' });
});

test('CSV without chosen fields has the columns of the records', async () => {
	const { text } = await fileOf({ output: 'csv' });
	expect(text.split('\r\n')[0]).toMatch(/^id,name,.*attributes\./);
});

test('formulas are made text if asked for', async () => {
	const body = [{ name: '=cmd()' }];
	tenant().faults.add({ path: '/accounts/v1', status: 200, body });
	expect((await fileOf({ output: 'csv' })).text).toBe('name\r\n=cmd()\r\n');
	expect((await fileOf({ output: 'csv', escapeFormulas: true })).text).toBe("name\r\n'=cmd()\r\n");
});

test('columns that come up after the first page are said', async () => {
	const first = Array.from({ length: 250 }, (_, id) => ({ id }));
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=0', status: 200, body: first });
	const { hints } = await fileOf({ output: 'csv' });
	expect(hints.map(({ message }) => message).join()).toMatch(
		/^accounts\.csv has the columns of the first page\. Later records also have name, .* and others: name the columns you want under 'Fields'/,
	);
});

test('a name with slashes stays whole', async () => {
	const { file } = await fileOf({ output: 'csv', fileName: 'R/D \\ Zürich' });
	expect(file).toMatchObject({ fileName: 'R_D _ Zürich.csv' });
});

test('name and field of the file are the user’s', async () => {
	const { file } = await fileOf({ output: 'csv', fileName: 'all people', binaryField: 'sheet' });
	expect(file).toMatchObject({ fileName: 'all people.csv' });
});

test('a single object is a file of one record', async () => {
	const id = allIds()[0]!;
	const { text, json } = await fileOf({ output: 'jsonl' }, { path: `/accounts/v1/${id}` });
	expect(idsOf([JSON.parse(text)])).toEqual([id]);
	expect(json).toMatchObject({ fileName: 'accounts.jsonl', records: 1 });
});

test('no records make an empty list', async () => {
	const query = { parameter: [{ name: 'filters', value: 'name eq "nobody"' }] };
	expect((await fileOf({ output: 'json' }, { query })).text).toBe('[]\n');
});

test('a failure leaves no file', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=750', status: 400 });
	const { message } = await failure(fileOf({ output: 'jsonl' }));
	expect(message).toMatch(/^ISC answered 400: .* \(reading records from offset 750\)$/);
});

test('with Continue, what was read before is in the file, and the failure beside it', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=750', status: 400 });
	const { items, json, text } = await fileOf({ output: 'json' }, { continueOnFail: true });
	expect(idsOf(JSON.parse(text) as unknown[])).toEqual(allIds().slice(0, 750));
	expect(json).toMatchObject({ records: 750, incomplete: true });
	expect(items[1]!.json.error).toMatch(/offset 750/);
});

test('Fields picks what is kept of items too', async () => {
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
