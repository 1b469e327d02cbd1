import { getDefaultFileName, parseContentDisposition } from '../../../nodes/Isc/download.ts';

test.each<[string, string | undefined, string | undefined]>([
	['plain', 'attachment; filename=report.csv', 'report.csv'],
	['quoted', 'attachment; filename="my report.csv"', 'my report.csv'],
	['quoted, with a semicolon', 'attachment; filename="a;b.csv"; size=5', 'a;b.csv'],
	['escaped quotes', 'attachment; filename="a\\"b.csv"', 'a"b.csv'],
	['folders alone', 'attachment; filename="../.."', undefined],
	['a folder with a line end', 'attachment; filename="a\n/b.csv"', 'b.csv'],
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
	expect(parseContentDisposition(header)).toBe(name);
});

test.each([
	'attachment; filename="../../etc/passwd"',
	"attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd",
	"attachment; filename*=UTF-8''..%5C..%5Cwindows",
	'attachment; filename="/etc/passwd"',
	'attachment; filename="C:\\\\temp\\\\x"',
])('the name in %s stays in its folder', (header) => {
	expect(parseContentDisposition(header)).not.toMatch(/[/\\]|^\.\.?$/);
});

test.each([
	['/sp-config/v1/export/6a0d1c42-0f3e-4ab1/download', 'application/json', 'sp-config-export.json'],
	['/v2025/connectors/sap/source-config', 'application/xml', 'sap-source-config.xml'],
	['/reports/v1/2c9180867624cbd7', 'application/octet-stream', 'reports'],
	['/a1/v1/2', undefined, 'file'],
])('%s as %s is called %s', (path, mimeType, name) => {
	expect(getDefaultFileName(path, mimeType)).toBe(name);
});
