// Four suites, from quick to slow; `npm test` runs them all, `npm run test:unit` and so on run one.
export const suite = (name, { folder = `test/${name}`, ...more } = {}) => ({
	displayName: name,
	testMatch: [`<rootDir>/${folder}/**/*.test.mts`],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/tools/n8n/node_modules', '<rootDir>/dist'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	...more,
});

export default {
	reporters: ['default', '<rootDir>/test/testCountReporter.mjs'],
	projects: [
		suite('unit'),
		suite('simulator', { folder: 'simulator/test' }),
		suite('integration'),
		suite('e2e', {
			globalSetup: '<rootDir>/test/e2e/support/globalSetup.mts',
			globalTeardown: '<rootDir>/test/e2e/support/globalTeardown.mts',
		}),
	],
	// What a test may take on a busy machine: one that is cut off would go on beside the next.
	testTimeout: 180_000,
};
