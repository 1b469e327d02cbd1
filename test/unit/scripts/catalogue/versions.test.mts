import type { Document } from '../../../../scripts/catalogue/openApi.mts';
import { parseDocument } from '../../../../scripts/catalogue/parseDocument.mts';
import { readVersions, type LegacyCorrection } from '../../../../scripts/catalogue/versions.mts';
import type { LegacyApiVersion } from '../../../../nodes/shared/catalogue/legacyVersions.ts';
import { document, inPath, operation } from './document.mts';

const EXPERIMENTAL = { name: 'X-SailPoint-Experimental', in: 'header', required: true };
const one = (id: string, parameters = [inPath('id')]) => operation(id, { parameters });
const operations = parseDocument(
	document({
		'GET /things/v1/{id}': one('getThingV1'),
		'GET /things/v2/{id}': one('getThingV2'),
		'POST /things/v1': operation('createThingV1', { parameters: [EXPERIMENTAL] }),
	}),
);

const read = (legacy: Record<string, Document>, corrections: LegacyCorrection[] = []) =>
	readVersions(
		operations,
		new Map(Object.entries(legacy)) as Map<LegacyApiVersion, Document>,
		corrections,
	);

const thing = one('getThing', [inPath('thingId')]);

test('matches operations regardless of parameter names', () => {
	const v3 = document({ 'GET /things/{thingId}': thing, 'POST /things': operation('createThing') });
	const beta = document({ 'GET /things/{thingId}': thing });
	expect(read({ v3, beta })).toEqual({
		versionsByOperation: { v3: ['createThingV1'], '': ['getThingV2'] },
		experimentalDiffers: { v3: ['createThingV1'] },
		offsetPages: {},
		removed: {},
	});
});

test('lists requests without successor', () => {
	const gone = document({ 'DELETE /things/{id}': one('deleteThing') });
	expect(read({ v3: gone, beta: gone }).removed).toEqual({ 'DELETE /things/{id}': 'v3 beta' });
});

test('applies corrections of service version and path', () => {
	const reason = 'It is wrong.';
	const beta = document({ 'GET /beta/things/{id}': one('getThing') });
	const v3 = document({ 'GET /things/{id}': one('getThing') });
	expect(
		read({ v3, beta }, [
			{ reason, version: 'v3', path: '/things/{id}', serviceVersion: 'v2' },
			{ reason, version: 'beta', path: '/beta/things/{id}', correctPath: '/things/{id}' },
		]).versionsByOperation,
	).toEqual({ v3: ['getThingV2'], beta: ['getThingV1'], '': ['createThingV1'] });
	expect(() => read({ v3 }, [{ reason, version: 'v3', path: '/x', serviceVersion: 'v2' }])).toThrow(
		'correction of v3 /x no longer applies',
	);
});
