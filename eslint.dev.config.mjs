// Rules for the code that is not published; `eslint.config.mjs` has n8n's rules for the code that is.
import eslint from '@eslint/js';
import { globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	globalIgnores(['dist/', 'tools/n8n/node_modules/', 'nodes/', 'credentials/', '**/*.d.mts']),
	{
		files: ['**/*.mts'],
		extends: [eslint.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			// Records of ISC are of many shapes: what is text in them is known where they are read.
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
			// Stand-ins for asynchronous interfaces need not wait for anything.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
			],
		},
	},
	{
		files: ['test/**/*.mts', 'simulator/test/**/*.mts'],
		rules: {
			// Jest's matchers are `any`.
			'@typescript-eslint/no-unsafe-assignment': 'off',
		},
	},
	{
		files: ['{test,benchmarks,simulator/test}/**/*.mts'],
		// Methods of official clients are handed on as they are.
		rules: { '@typescript-eslint/unbound-method': 'off' },
	},
	{
		files: ['**/*.{js,mjs}'],
		extends: [eslint.configs.recommended],
		languageOptions: {
			globals: globals.node,
		},
	},
);
