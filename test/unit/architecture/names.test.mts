import { readSources } from './sources.mts';

const modules = readSources('nodes');

test('no exported name occurs twice', () => {
	const owners = new Map<string, string[]>();
	for (const { path, exports } of modules) {
		for (const name of exports) owners.set(name, [...(owners.get(name) ?? []), path]);
	}
	expect(owners.size).toBeGreaterThan(300);
	const repeated = [...owners].filter(([, paths]) => paths.length > 1);
	expect(repeated).toEqual([]);
});
