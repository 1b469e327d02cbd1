import { getLookupDetails } from '../../../../scripts/catalogue/lookupDetails.mts';
import { parseDocument } from '../../../../scripts/catalogue/parseDocument.mts';
import { answering, document, inPath, operation } from './document.mts';

const text = { type: 'string' };
const named = { type: 'object', properties: { id: text, name: text } };

/** The details of a list with such records. */
function detailsOf(properties: Record<string, object>) {
	const hint = { 'x-sailpoint-resource-operation-id': 'listThingsV1' };
	const all = document({
		'GET /things/v1': operation('listThingsV1', {
			responses: answering({ type: 'array', items: { type: 'object', properties } as never }),
		}),
		'GET /things/v1/{id}': operation('getThingV1', { parameters: [inPath('id', hint)] }),
	});
	return getLookupDetails(all, parseDocument(all)).listThingsV1;
}

test.each<[string, Record<string, object>, string[] | undefined]>([
	['nothing else', {}, undefined],
	['a source', { name: text, source: named }, ['source.name']],
	['an address', { name: text, emailAddress: text, created: text }, ['emailAddress']],
	[
		'a person',
		{ name: text, requestedFor: named, created: text },
		['requestedFor.name', 'created'],
	],
	['a date', { name: text, created: text }, ['created']],
	['an object as its type', { name: text, type: named }, undefined],
	['no name', { uniqueName: text, status: text }, ['uniqueName', 'status']],
	[
		'more than fits',
		{
			accountName: text,
			sourceName: text,
			identity: named,
			type: text,
			status: text,
			created: text,
		},
		['accountName', 'sourceName', 'identity.name', 'created'],
	],
])('chooses details of records with %s', (_what, properties, details) => {
	expect(detailsOf({ id: text, ...properties })).toEqual(details);
});
