import type { Document } from '../documents/document.mts';
import type { Clock, Test, ValueTest } from './predicates.mts';
import { hasValue, listNested, getNestedValue, reader, getTexts } from './fieldReader.mts';
import type { Reader } from './fieldReader.mts';

/** What is kept whole beside its words: text. IDs and dates are whole already. */
const hasExact = (name: string) =>
	!/(^|\.)(id|created|modified|synced|date|startDate|endDate)\.exact$/.test(name) ||
	name.startsWith('attributes.');
const isText = (value: unknown) => typeof value === 'string';

/** Where the parts of a query look: whole documents, or those in a nested list. */
export class Scope {
	readonly clock: Clock;
	/** Top-level fields that the query reads. */
	readonly used: Set<string>;
	/** The fields that a term without a field is looked for in; none means everywhere. */
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

	/** The path of a field, without the `.exact` that says how it is to be compared. */
	private plainName(name: string): string {
		const plain = name.endsWith('.exact') ? name.slice(0, -'.exact'.length) : name;
		if (!this.path) this.used.add(plain.split('.')[0] as string);
		// Inside a nested list a field may be named with or without the list.
		const inside = this.path && plain.startsWith(`${this.path}.`);
		return inside ? plain.slice(this.path.length + 1) : plain;
	}

	/** A condition on a field, which one of its values must meet. */
	on(name: string, test: ValueTest): Test {
		const read = this.field(name);
		if (!name.endsWith('.exact')) return (document) => read(document).some(test);
		return hasExact(name) ? (document) => read(document).filter(isText).some(test) : () => false;
	}

	/** Whether a field holds anything: a value, an object or a nested list that is not empty. */
	exists(name: string): Test {
		const path = this.plainName(name);
		if (!name.endsWith('.exact')) return (document) => hasValue(getNestedValue(document, path));
		const read = this.field(name);
		return hasExact(name) ? (document) => read(document).some(isText) : () => false;
	}

	/** The same place with other default fields. */
	withDefaults(fields: string[]): Scope {
		return new Scope(this.clock, fields, this.used, this.path);
	}

	/** A condition that some text must meet: of the default fields, or of the document. */
	anywhere(testFor: (field: string) => ValueTest): Test {
		if (this.defaultFields.length) {
			const tests = this.defaultFields.map((field) => this.on(field, testFor(field)));
			return (document) => tests.some((test) => test(document));
		}
		const test = testFor('');
		return (document) => getTexts(document).some(test);
	}

	/** The nested documents of a list that this scope's documents have. */
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
