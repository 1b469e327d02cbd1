import type { Operation } from '../../../../nodes/shared/catalogue/types.ts';
import { expandOperation } from '../../../../nodes/shared/catalogue/storedFormat.ts';
import { listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import { packCatalogue } from '../../../../scripts/catalogue/serialize.mts';
import { formatCatalogue } from '../../../../scripts/catalogue/formatJson.mts';
import { inPath, readOne } from './document.mts';

const plain = readOne('GET /things/v1/{id}', { parameters: [inPath('id')] });

test('omits defaults', () => {
	expect(packCatalogue([plain])).toEqual({
		scopes: ['idn:thing:read'],
		levels: [],
		operations: [
			{
				id: 'doThingV1',
				method: 'GET',
				path: '/things/v1/{id}',
				service: 'Things',
				title: 'Do a thing',
				scopes: [0],
				parameters: { id: {} },
			},
		],
	});
});

test('restores each packed operation', () => {
	const all: Operation[] = listOperations();
	const packed = packCatalogue(all);
	expect(packed.operations.map((stored) => expandOperation(stored, packed))).toEqual(all);
});

test('writes one operation per line', () => {
	const text = formatCatalogue(packCatalogue([plain, { ...plain, id: 'other' }]));
	expect(text.split('\n')).toHaveLength(7);
	expect(JSON.parse(text)).toEqual(
		JSON.parse(JSON.stringify(packCatalogue([plain, { ...plain, id: 'other' }]))),
	);
});
