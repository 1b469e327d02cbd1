import {
	assertNumberUnchanged,
	assertExactNumber,
	isLosslessNumber,
} from '../../../../nodes/shared/parameters/digits.ts';

test.each([
	['0', true],
	['-0', true],
	['12', true],
	['1.0', true],
	['1.50', true],
	['-0.5', true],
	['1e3', true],
	['1E+3', true],
	['100000000000000000000', true],
	['0.1', true],
	['9007199254740991', true],
	['9007199254740993', false],
	['12345678901234567890', false],
	['0.1234567890123456789', false],
	['1e400', false],
	['1e-400', false],
])('isLosslessNumber returns for %s: %s', (text, isLossless) => {
	expect(isLosslessNumber(text)).toBe(isLossless);
});

test.each([
	['{"a": 1, "b": "12345678901234567890", "c \\" 1e400": [-1.5e2]}', undefined],
	['{"a": [1, 12345678901234567890]}', /'A' contains the number 12345678901234567890/],
	['[1e400]', /'A' contains the number 1e400/],
])('checks the numbers in JSON: %s', (json, message) => {
	const check = () => assertNumberUnchanged('A', json);
	if (message) expect(check).toThrow(message);
	else expect(check).not.toThrow();
});

test('throws for a number that JavaScript has rounded', () => {
	expect(() => assertExactNumber('A', 2 ** 53)).toThrow(
		"'A' contains a number that is too large to be exact: 9007199254740992",
	);
	expect(() => assertExactNumber('A', 2 ** 53 - 1)).not.toThrow();
	expect(() => assertExactNumber('A', 0.1)).not.toThrow();
});
