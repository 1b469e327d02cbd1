import { sanitizeFilename } from 'n8n-workflow';

import { fileNameOf } from '../../../nodes/IscRequest/download.ts';

test.each<[string, string | undefined, string | undefined]>([
	['plain', 'attachment; filename=report.csv', 'report.csv'],
	['quoted', 'attachment; filename="my report.csv"', 'my report.csv'],
	['quoted, with a semicolon', 'attachment; filename="a;b.csv"; size=5', 'a;b.csv'],
	['escaped quotes', 'attachment; filename="a\\"b\\\\c.csv"', 'a"b\\c.csv'],
	['plain, then more', 'attachment; filename=report.csv; size=5', 'report.csv'],
	['upper case', 'ATTACHMENT; FILENAME="a.csv"', 'a.csv'],
	['spaces around the sign', 'attachment; filename = a.csv ', 'a.csv'],
	['encoded', "attachment; filename*=UTF-8''Zo%C3%AB%20%E2%82%AC.csv", 'Zoë €.csv'],
	[
		'encoded before plain',
		'attachment; filename="x.csv"; filename*=utf-8\'\'Zo%C3%AB.csv',
		'Zoë.csv',
	],
	['badly encoded', 'attachment; filename="x.csv"; filename*=UTF-8\'\'%E4.csv', 'x.csv'],
	['badly encoded, and no other', "attachment; filename*=UTF-8''%E4.csv", undefined],
	['empty', 'attachment; filename=""', undefined],
	['none', 'attachment', undefined],
	['no header', undefined, undefined],
])('%s', (_what, header, name) => {
	expect(fileNameOf(header)).toBe(name);
});

test.each([
	'attachment; filename="../../etc/passwd"',
	"attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd",
	"attachment; filename*=UTF-8''..%5C..%5Cwindows",
	'attachment; filename="/etc/passwd"',
	'attachment; filename="C:\\\\temp\\\\x"',
])('the name in %s stays in its folder once n8n has cleaned it', (header) => {
	expect(sanitizeFilename(fileNameOf(header)!)).not.toMatch(/[/\\]|^\.\.?$/);
});
