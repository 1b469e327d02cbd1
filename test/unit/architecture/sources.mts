import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export const root = resolve(import.meta.dirname, '..', '..', '..');

/** One source file of the package. Paths are relative to the root, with forward slashes. */
export interface SourceModule {
	path: string;
	/** Names of its exported declarations. */
	exports: string[];
	/** Modules of the package that it imports, types included. */
	imports: string[];
	/** Packages that it imports. */
	packages: string[];
	lines: number;
}

const toPath = (file: string) => relative(root, file).replaceAll('\\', '/');

const isExported = (statement: ts.Statement) =>
	ts.canHaveModifiers(statement) &&
	ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function getNames(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	}
	if (
		ts.isFunctionDeclaration(statement) ||
		ts.isClassDeclaration(statement) ||
		ts.isInterfaceDeclaration(statement) ||
		ts.isTypeAliasDeclaration(statement)
	) {
		return statement.name ? [statement.name.text] : [];
	}
	return [];
}

function parseModule(file: string, files: ReadonlySet<string>): SourceModule {
	const text = readFileSync(file, 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const specifiers = source.statements.flatMap((statement) =>
		(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
		statement.moduleSpecifier &&
		ts.isStringLiteral(statement.moduleSpecifier)
			? [statement.moduleSpecifier.text]
			: [],
	);
	const resolved = specifiers
		.filter((specifier) => specifier.startsWith('.'))
		.map((specifier) => resolve(dirname(file), specifier))
		.flatMap((base) => [`${base}.ts`, join(base, 'index.ts')].filter((path) => files.has(path)));
	return {
		path: toPath(file),
		exports: [...new Set(source.statements.filter(isExported).flatMap(getNames))],
		imports: resolved.map(toPath),
		packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
		lines: text.split('\n').length - 1,
	};
}

/** Reads all TypeScript sources below a folder, such as `nodes`. */
export function readSources(folder: string): SourceModule[] {
	const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
		.map((file) => join(root, folder, file));
	const known = new Set(files);
	return files.map((file) => parseModule(file, known)).sort((a, b) => (a.path < b.path ? -1 : 1));
}
