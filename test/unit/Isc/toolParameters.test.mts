import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import { SIMPLIFIED_OPERATIONS } from '../../../nodes/shared/output/simplifyOperations.ts';

const { description } = new Isc();
/** The description that n8n derives for tools. */
const tool = { ...description, name: `${description.name}Tool` };
const node = { typeVersion: 1 } as INode;

/** Returns the parameters that the editor shows. */
function findShown(type: typeof description, values: INodeParameters) {
	const { properties } = type;
	const filled = NodeHelpers.getNodeParameters(properties, values, true, false, node, type)!;
	return properties.filter((one) => NodeHelpers.displayParameter(filled, one, node, type));
}
const namesOf = (type: typeof description, values: INodeParameters) =>
	findShown(type, values).map(({ name }) => name);

/** n8n offers to let an AI model fill every shown parameter that takes expressions. */
const fillable = (values: INodeParameters) =>
	findShown(tool, values)
		.filter(({ noDataExpression }) => !noDataExpression)
		.map(({ name }) => name);

const CUSTOM = { resource: 'customRequest', method: 'GET', path: '/accounts/v1/{id}' };
const ANY = {
	resource: 'apiOperation',
	apiOperation: { __rl: true, mode: 'list', value: 'GET /accounts/v1/{id}' },
};

test.each([
	['a custom request', CUSTOM, 'path', ['pathParameters', 'query', 'headers', 'options']],
	['an operation chosen from all', ANY, 'apiOperation', ['pathParameter1', 'options']],
])(
	'an AI model can fill the values of %s, but not choose another one',
	(_what, values, name, open) => {
		const names = fillable(values);
		expect(names).toEqual(expect.arrayContaining(open));
		for (const fixed of ['resource', 'operation', 'method', name])
			expect(names).not.toContain(fixed);
	},
);

test.each([
	['a custom request', CUSTOM, 'path'],
	['an operation chosen from all', ANY, 'apiOperation'],
])(
	'%s has one parameter that names it, which takes expressions in workflows only',
	(_what, values, name) => {
		for (const [type, isFixed] of [
			[description, undefined],
			[tool, true],
		] as const) {
			const shown = findShown(type, values).filter((one) => one.name === name);
			expect(shown.map(({ noDataExpression }) => noDataExpression)).toEqual([isFixed]);
		}
	},
);

const actions = ACTION_RESOURCES.flatMap(({ value, operations }) =>
	operations.map(({ operation }) => ({ resource: value, operation: operation.id })),
);

test.each(actions)(
	'$operation shows Simplify or Output exactly if its records are simplified',
	(values) => {
		const isSimplified = SIMPLIFIED_OPERATIONS.includes(values.operation);
		const find = (type: typeof description) =>
			namesOf(type, values).filter((name) => /^(simplify|output)/.test(name));
		expect(find(description)).toEqual(isSimplified ? ['simplify'] : []);
		expect(find(tool)).toEqual(isSimplified ? ['outputMode'] : []);
	},
);

test('Selected Fields shows Fields', () => {
	const values = { resource: 'account', operation: 'listAccountsV1', outputMode: 'selectedFields' };
	expect(namesOf(tool, values)).toContain('outputFields');
	expect(namesOf(description, values)).not.toContain('outputFields');
});

test.each([
	{ ...CUSTOM, operation: 'listAccountsV1' },
	{ ...ANY, operation: 'listAccountsV1' },
	{ resource: 'job', operation: 'waitForJob' },
])('$resource has neither', (values) => {
	for (const type of [description, tool]) {
		expect(namesOf(type, values)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(simplify|outputMode)$/)]),
		);
	}
});
