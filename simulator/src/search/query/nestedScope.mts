import type { Document } from '../documents/document.mts';
import type { Clock, Test, ValueTest } from './predicates.mts';
import { hasValue, listNested, getNestedValue, reader, getTexts } from './fieldReader.mts';
import type { Reader } from './fieldReader.mts';

/** Fields with an exact form beside their words: text. IDs and dates are exact already. */
const hasExact = (name: string) =>
	!/(^|\.)(id|created|modified|synced|date|startDate|endDate)\.exact$/.test(name) ||
	name.startsWith('attributes.');
const isText = (value: unknown) => typeof value === 'string';

/** The documents that a part of a query applies to: whole documents, or those in a nested list. */
export class Scope {
	readonly clock: Clock;
	/** Top-level fields that the query reads. */
	readonly used: Set<string>;
	/** The fields to search for a term without a field; empty for all. */
	readonly defaultFields: string[];
	private readonly path: string;

	constructor(clock: Clock, defaultFields: string[] = [], used = new Set<string>(), path = '') {
		this.clock = clock;
		this.defaultFields = defaultFields;
		this.used = used;
		this.path = path;
	}

	/** Reads the values of a field. */
	field(name: string): Reader {
		return reader(this.plainName(name), Boolean(this.path));
	}

	/** Returns the path of a field, without the `.exact` suffix. */
	private plainName(name: string): string {
		const plain = name.endsWith('.exact') ? name.slice(0, -'.exact'.length) : name;
		if (!this.path) this.used.add(plain.split('.')[0] as string);
		// Inside a nested list, a field can be named with or without the list.
		const inside = this.path && plain.startsWith(`${this.path}.`);
		return inside ? plain.slice(this.path.length + 1) : plain;
	}

	/** Returns a test that one of the values of a field must pass. */
	on(name: string, test: ValueTest): Test {
		const read = this.field(name);
		if (!name.endsWith('.exact')) return (document) => read(document).some(test);
		return hasExact(name) ? (document) => read(document).filter(isText).some(test) : () => false;
	}

	/** Returns whether a field has a value, an object, or a nested list that isn't empty. */
	exists(name: string): Test {
		const path = this.plainName(name);
		if (!name.endsWith('.exact')) return (document) => hasValue(getNestedValue(document, path));
		const read = this.field(name);
		return hasExact(name) ? (document) => read(document).some(isText) : () => false;
	}

	/** Returns the same scope with other default fields. */
	withDefaults(fields: string[]): Scope {
		return new Scope(this.clock, fields, this.used, this.path);
	}

	/** Returns a test that a text of the default fields or of the document must pass. */
	anywhere(testFor: (field: string) => ValueTest): Test {
		if (this.defaultFields.length) {
			const tests = this.defaultFields.map((field) => this.on(field, testFor(field)));
			return (document) => tests.some((test) => test(document));
		}
		const test = testFor('');
		return (document) => getTexts(document).some(test);
	}

	/** Returns the nested documents of a list in the documents of this scope. */
	nested(path: string): { scope: Scope; read: (document: Document) => Document[] } {
		const inside = this.path && path.startsWith(`${this.path}.`);
		const within = inside ? path.slice(this.path.length + 1) : path;
		if (!this.path) this.used.add(path.split('.')[0] as string);
		return {
			scope: new Scope(this.clock, [], this.used, path),
			read: (document) => listNested(document, within),
		};
	}
}
