import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';

import { isRecord } from './isRecord.mts';

/** Text that replaces the text from `start` to `end`. */
interface Edit {
	start: number;
	end: number;
	text: string;
}

const getIndent = (text: string, position: number) => {
	const start = text.lastIndexOf('\n', position - 1) + 1;
	return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
};

/**
 * Writes changes into JSON text. Serializing the whole content would also change other parts: short lists on one line, and
 * numbers such as 1.0 or those that are too long for JavaScript.
 */
class JsonEditor {
	readonly edits: Edit[] = [];
	private readonly file: ts.JsonSourceFile;
	private readonly newline: string;
	private readonly unit: string;
	private readonly text: string;

	constructor(text: string) {
		this.text = text;
		this.file = ts.parseJsonText('workflow.json', text);
		this.newline = text.includes('\r\n') ? '\r\n' : '\n';
		this.unit = /^\s*[[{]\r?\n([ \t]+)/.exec(text)?.[1] ?? '';
	}

	get root(): ts.Node | undefined {
		return this.file.statements[0]?.expression;
	}

	/** Collects the edits for a node. New members are added at its end. */
	change(node: ts.Node, before: unknown, after: unknown): void {
		if (isDeepStrictEqual(before, after)) return;
		if (ts.isObjectLiteralExpression(node) && isRecord(before) && isRecord(after)) {
			this.changeObject(node, before, after);
		} else if (
			ts.isArrayLiteralExpression(node) &&
			Array.isArray(before) &&
			Array.isArray(after) &&
			before.length === after.length
		) {
			node.elements.forEach((element, index) => this.change(element, before[index], after[index]));
		} else {
			const start = node.getStart(this.file);
			const text = this.format(after, getIndent(this.text, start));
			this.edits.push({ start, end: node.getEnd(), text });
		}
	}

	private changeObject(
		node: ts.ObjectLiteralExpression,
		before: Record<string, unknown>,
		after: Record<string, unknown>,
	): void {
		const members = node.properties.filter(ts.isPropertyAssignment);
		const last = members.at(-1);
		if (!last) return this.change(node, undefined, after);
		// Of duplicate names, JSON uses the last one.
		const byName = new Map(members.map((one) => [(one.name as ts.StringLiteral).text, one]));
		for (const [name, value] of Object.entries(after)) {
			const member = byName.get(name);
			if (member) this.change(member.initializer, before[name], value);
			else this.add(last, name, value);
		}
	}

	private add(last: ts.Node, name: string, value: unknown): void {
		const start = last.getStart(this.file);
		const whitespace = /\s*$/.exec(this.text.slice(0, start))?.[0] ?? '';
		const colon = this.unit === '' ? ':' : ': ';
		const separator = whitespace || (this.unit === '' ? '' : ' ');
		const text = `,${separator}${JSON.stringify(name)}${colon}${this.format(value, getIndent(this.text, start))}`;
		this.edits.push({ start: last.getEnd(), end: last.getEnd(), text });
	}

	private format(value: unknown, indent: string): string {
		return JSON.stringify(value, undefined, this.unit).replaceAll('\n', this.newline + indent);
	}
}

/**
 * Writes changes into JSON text; everything else stays unchanged.
 * @param text JSON text
 * @param before its parsed content
 * @param after the new content; members can be added or changed, but not removed
 */
export function editJson(text: string, before: unknown, after: unknown): string {
	const editor = new JsonEditor(text);
	if (editor.root) editor.change(editor.root, before, after);
	// Apply edits from the end, so that earlier positions stay valid; at the same position, the later edit first.
	return editor.edits
		.map((edit, index) => ({ ...edit, index }))
		.sort((one, other) => other.start - one.start || other.index - one.index)
		.reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
}
