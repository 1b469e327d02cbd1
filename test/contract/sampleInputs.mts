import type {
	BodySpec,
	BodyField,
	Operation,
	ParameterSpec,
} from '../../nodes/shared/catalogue/types.ts';

const UUID = '2c918086-7817-4ac4-8d01-7817c491119a';
const DATE = '2030-01-31T12:00:00.000Z';

type Facts = Pick<BodyField, 'type'> & Partial<Pick<BodyField, 'enum' | 'min' | 'items'>>;

/** A value that fits what the catalogue knows of it, as a user would enter it. */
function sampleOf({ type, enum: values, min, items }: Facts): unknown {
	if (type === 'list') {
		const item = sampleOf({ type: items ?? 'string', enum: values, min });
		return item === undefined ? [] : [item];
	}
	if (values) return values[0];
	switch (type) {
		case 'integer':
		case 'number':
			return Math.max(1, min ?? 1);
		case 'boolean':
			return true;
		case 'dateTime':
			return DATE;
		case 'string':
			return UUID;
		case 'object':
		case 'any':
			return undefined;
		case 'file':
			return 'data';
	}
}

const sampleOfParameter = ({ enum: values, ...facts }: ParameterSpec) =>
	sampleOf({ ...facts, enum: values });

/** Values for the fields of the editor, by their ids. */
export type Values = Record<string, unknown>;

function bodyValues(body: BodySpec): Values {
	if (body.kind === 'jsonPatch') return {};
	const sample = body.sample as Record<string, unknown> | undefined;
	if (body.type !== 'object' || body.fields.length === 0) {
		const whole = body.sample ?? sampleOf(body);
		return whole === undefined ? {} : { body: whole };
	}
	return Object.fromEntries(
		body.fields.flatMap((field) => {
			const value = sample?.[field.name] ?? (isNested(field) ? undefined : sampleOf(field));
			return value === undefined ? [] : [[`body.${field.name}`, value]];
		}),
	);
}

/** What such a value looks like inside is known from the sample of the whole only. */
const isNested = ({ type, items }: BodyField) =>
	type === 'object' || type === 'any' || (type === 'list' && items === 'object');

/** Where not just any value of the type will do; the documents say so in words, or in older versions only. */
const PARTICULAR: Record<string, Values> = {
	createStreamV1: { 'body.events_requested': ['https://example.com/a'] },
	updateStreamConfigurationV1: { 'body.events_requested': ['https://example.com/a'] },
	setStreamConfigurationV1: { 'body.events_requested': ['https://example.com/a'] },
	createResponseActionV1: { 'body.actionType': 'DISABLE_ACCOUNT' },
	importAccountsV1: { 'body.disableOptimization': 'true' },
	listIdentitySnapshotAccessItemsV1: { 'query.type': 'role' },
};

/** Values for everything that an operation takes, its path excepted. */
export const valuesFor = ({ id, parameters, body }: Operation): Values => ({
	...Object.fromEntries(
		parameters
			.filter((parameter) => parameter.in !== 'path')
			.map((parameter) => [`${parameter.in}.${parameter.name}`, sampleOfParameter(parameter)]),
	),
	...(body && bodyValues(body)),
	...PARTICULAR[id],
});

/** Values for the placeholders of its path, in their order. */
export const pathValuesFor = ({ parameters }: Operation): unknown[] =>
	parameters.filter((parameter) => parameter.in === 'path').map(sampleOfParameter);

/** A change, of what most objects have. */
export function changesFor({ id }: Operation): object {
	const isSwitch = id === 'updateAutoWriteSettingsV1';
	return {
		change: [
			{
				op: 'replace',
				path: { __rl: true, mode: 'path', value: isSwitch ? '/enabled' : '/description' },
				valueType: isSwitch ? 'boolean' : 'string',
				value: isSwitch ? 'true' : 'New',
			},
		],
	};
}
