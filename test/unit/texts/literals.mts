import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { readSources, root } from '../architecture/sources.mts';

/** A text in the code. Expressions within a template are written as `…`. */
export interface Literal {
	path: string;
	line: number;
	text: string;
}

function getText(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

/** Reads all texts in the TypeScript sources of the package; the names of imported modules aren't texts. */
export function readLiterals(): Literal[] {
	return ['nodes', 'credentials'].flatMap(readSources).flatMap(({ path }) => {
		const code = readFileSync(join(root, path), 'utf8');
		const source = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
		const literals: Literal[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
			const text = getText(node);
			if (text !== undefined) {
				const { line } = source.getLineAndCharacterOfPosition(node.getStart());
				literals.push({ path, line: line + 1, text });
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return literals;
	});
}
