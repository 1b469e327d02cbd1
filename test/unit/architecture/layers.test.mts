import { readSources } from './sources.mts';

const modules = readSources('nodes');

/** From the bottom to the top: a layer imports only from itself and from the layers before it. */
const LAYERS = ['parameters', 'api', 'pagination', 'catalogue', 'output', 'runner', 'editor'];

/** The top of the package: nodes, which don't import from each other. */
const NODES = ['Isc', 'IscPollTrigger', 'IscSearch', 'IscTrigger'];

function getLayer(path: string): { name: string; rank: number } {
	const [, folder, layer] = path.split('/');
	if (folder !== 'shared') return { name: folder!, rank: LAYERS.length };
	return { name: layer!, rank: LAYERS.indexOf(layer!) };
}

const arrows = modules.flatMap(({ path, imports }) => imports.map((target) => [path, target]));

test('each module belongs to a layer or a node', () => {
	expect(modules.length).toBeGreaterThan(100);
	for (const { path } of modules) {
		const { name, rank } = getLayer(path);
		expect([path, rank >= 0 && (rank < LAYERS.length || NODES.includes(name))]).toEqual([
			path,
			true,
		]);
	}
});

test('no module imports from a higher layer or from another node', () => {
	expect(arrows.length).toBeGreaterThan(500);
	const upward = arrows.filter(([from, to]) => {
		const [importer, imported] = [getLayer(from!), getLayer(to!)];
		return importer.name !== imported.name && importer.rank <= imported.rank;
	});
	expect(upward).toEqual([]);
});

test('no import runs in a circle', () => {
	const imports = new Map(modules.map((module) => [module.path, module.imports]));
	const done = new Set<string>();
	const findCircle = (path: string, trail: string[]): string[] | undefined => {
		if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
		if (done.has(path)) return undefined;
		for (const next of imports.get(path) ?? []) {
			const circle = findCircle(next, [...trail, path]);
			if (circle) return circle;
		}
		done.add(path);
		return undefined;
	};
	for (const { path } of modules) expect(findCircle(path, [])).toBeUndefined();
});

test('the API layer uses n8n through one module', () => {
	const users = modules.filter(
		({ path, packages }) =>
			path.startsWith('nodes/shared/api/') && packages.some((name) => name.startsWith('n8n')),
	);
	expect(users.map(({ path }) => path)).toEqual(['nodes/shared/api/n8n.ts']);
});

test('no file is longer than 250 lines', () => {
	expect(modules.filter(({ lines }) => lines > 250).map(({ path }) => path)).toEqual([]);
});
