/** Digits that may be an unsafe integer, and aren't part of an ID. */
const LONG = /(?:^|[\s:,[-])\d{16,}(?:$|[\s,\]}])/;
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d+$/;

/** Parses JSON; an integer that JavaScript can't hold exactly becomes text, so that no digit is lost. */
export const parseJson = (text: string): unknown =>
	JSON.parse(LONG.test(text) ? text.replace(TEXT_OR_NUMBER, quoteInexact) : text);

const quoteInexact = (token: string) =>
	INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
