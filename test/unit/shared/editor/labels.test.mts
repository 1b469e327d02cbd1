import { toLabel, toOptionName } from '../../../../nodes/shared/editor/labels.ts';

test.each([
	['sourceId', 'Source ID'],
	['identityIds', 'Identity IDs'],
	['id', 'ID'],
	['iconUrl', 'Icon URL'],
	['request-type', 'Request Type'],
	['sodPolicy', 'SoD Policy'],
	['identity', 'Identity'],
	['Ideas', 'Ideas'],
])('the field %s has the label %s', (name, label) => {
	expect(toLabel(name)).toBe(label);
});

test.each([
	['GRANT_ACCESS', 'Grant Access'],
	['SOURCE_ID', 'Source ID'],
	['CSV', 'CSV'],
	['accessProfile', 'Access Profile'],
])('the value %s has the label %s', (value, label) => {
	expect(toOptionName(value)).toBe(label);
});
