import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

/** Every field, those within collections included. */
function fieldsOf(list: INodeProperties[]): INodeProperties[] {
	return list.flatMap((field) => {
		const inner = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
		if (field.type === 'fixedCollection') {
			const groups = inner as INodePropertyCollection[];
			return [field, ...groups.flatMap(({ values }) => fieldsOf(values))];
		}
		return field.type === 'collection' ? [field, ...fieldsOf(inner as INodeProperties[])] : [field];
	});
}

/** Names of the parameters that the editor shows for these values, the fields of options excepted. */
export function shownIn(
	description: INodeTypeDescription,
	values: INodeParameters,
	typeVersion = 1,
): string[] {
	const { properties } = description;
	const node = { typeVersion } as INode;
	const filled = NodeHelpers.getNodeParameters(properties, values, true, false, node, description)!;
	return properties
		.filter((one) => NodeHelpers.displayParameter(filled, one, node, description))
		.map(({ name }) => name);
}

/** What stands below the name of a node on the canvas, as the editor makes it. */
export function subtitleOf(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): unknown {
	const nodeType = { description };
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'one',
		name: 'One',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return expression.getSimpleParameterValue(node, description.subtitle, 'internal', {});
}

/** Those whose choices are loaded have none to look at. */
const isFixed = ({ type, typeOptions }: INodeProperties) =>
	type === 'options' && !typeOptions?.loadOptionsMethod;

/** Tests what holds for every node: labels, defaults, order, size, icons and the codex file. */
export function describesItselfWell(
	description: INodeTypeDescription,
	className: string,
	maxBytes: number,
): void {
	const folder = join(__dirname, '../../nodes', className);
	const fields = fieldsOf(description.properties);

	test.each(fields.filter(isFixed))(
		'the default of $displayName is one of its options',
		(field) => {
			const values = (field.options as Array<{ value: unknown }>).map(({ value }) => value);
			expect(values).toContain(field.default);
			expect(new Set(values).size).toBe(values.length);
		},
	);

	test.each(['options', 'multiOptions', 'collection'])('%s are in alphabetical order', (type) => {
		const lists = fields.filter(
			(field) => field.type === type && (field.options ?? []).length >= 5,
		);
		for (const { options = [] } of lists) {
			const names = options.map((option) =>
				type === 'collection' ? (option as INodeProperties).displayName : option.name,
			);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('the help of what is on or off starts with Whether', () => {
		const booleans = fields.filter(({ type }) => type === 'boolean');
		for (const field of booleans) expect(field.description).toMatch(/^Whether /);
	});

	test.each(fields)(
		'$displayName ($name) has a label, a default and no full stop too many',
		(field) => {
			expect(field.displayName).toMatch(/^[A-Z]/);
			expect(field.default).toBeDefined();
			expect(field.placeholder ?? 'Add x').toMatch(/^(e\.g\.|Add) /);
			// One sentence has no full stop, as n8n's style guide has it.
			const sentences = (field.description ?? '').split(/\. [A-Z]/);
			if (sentences.length === 1) expect(field.description ?? '').not.toMatch(/\.$/);
		},
	);

	test('display conditions name parameters that exist', () => {
		const names = new Set(description.properties.map(({ name }) => name));
		const conditions = fields.flatMap(({ displayOptions }) =>
			Object.keys({ ...displayOptions?.show, ...displayOptions?.hide }),
		);
		const paths = conditions.filter((name) => name.startsWith('/'));
		for (const path of paths) expect([...names]).toContain(path.slice(1));
	});

	test('the description is small: the editor loads it for every user', () => {
		const bytes = Buffer.byteLength(JSON.stringify(description));
		process.stdout.write(`Description of ${description.name}: ${bytes} bytes\n`);
		expect(bytes).toBeLessThan(maxBytes);
	});

	test.each(['light', 'dark'] as const)('the %s icon exists', (theme) => {
		const file = (description.icon as Record<typeof theme, string>)[theme].replace(/^file:/, '');
		expect(existsSync(join(folder, file))).toBe(true);
	});

	test('the codex file names this node of this package', () => {
		const { name } = JSON.parse(readFileSync(join(folder, '../../package.json'), 'utf8')) as {
			name: string;
		};
		const codex = JSON.parse(readFileSync(join(folder, `${className}.node.json`), 'utf8')) as {
			node: string;
			categories: string[];
			resources: Record<string, Array<{ url: string }>>;
		};
		expect(codex.node).toBe(`${name}.${description.name}`);
		expect(codex.categories).not.toHaveLength(0);
		for (const { url } of Object.values(codex.resources).flat()) {
			expect(new URL(url).protocol).toBe('https:');
		}
	});
}
