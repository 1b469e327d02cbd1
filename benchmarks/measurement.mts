import type { N8n } from './n8n.mts';

/** What measurements have in common. */
export type Bench = {
	n8n: N8n;
	/** Says what goes on. */
	say(line: string): void;
};

/** A row by column. */
export type Row = Record<string, string>;

/** Something to measure; gives the rows of a table. */
export type Measurement = {
	/** What it is called up by; tables that belong together share one. */
	name: string;
	title: string;
	/** What to know when reading the table. */
	notes: string;
	/** Whether it starts its own n8n in queue mode, which needs PostgreSQL and Redis. */
	isQueueMode?: boolean;
	run(bench: Bench): Promise<Row[]>;
};
