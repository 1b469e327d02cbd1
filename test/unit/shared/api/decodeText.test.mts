import { decodeText } from '../../../../nodes/shared/api/decodeText.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each<[string, Uint8Array, string | undefined]>([
	['UTF-8 by default', Buffer.from('Müller 😀'), undefined],
	['UTF-8 with a byte order mark', Buffer.from('\uFEFFMüller 😀'), 'text/csv'],
	['the charset of its type', Buffer.from([0x4d, 0xfc]), 'text/csv; charset=ISO-8859-1'],
	['a quoted charset', Buffer.from([0x4d, 0xfc]), 'text/csv; header=present; CHARSET="latin1"'],
	['the byte order mark of UTF-16', Buffer.from('\uFEFFM', 'utf16le'), undefined],
	['the byte order mark of UTF-16 BE', utf16be('\uFEFFM'), 'text/csv; charset=utf-8'],
	['UTF-8 if the charset is unknown', Buffer.from('Mü'), 'text/csv; charset=klingon'],
])('decodes text by %s', (_what, bytes, type) => {
	const { text, isDamaged } = decodeText(bytes, type);
	expect('Müller 😀').toContain(text);
	expect(text).not.toBe('');
	expect(isDamaged).toBe(false);
});

test('reports bytes that are not text, but not a replacement character that was sent', () => {
	expect(decodeText(Buffer.from([0x4d, 0xfc]))).toEqual({ text: 'M\uFFFD', isDamaged: true });
	expect(decodeText(Buffer.from('M\uFFFD'))).toEqual({ text: 'M\uFFFD', isDamaged: false });
});
