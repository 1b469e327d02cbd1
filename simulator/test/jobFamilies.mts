import type { JobFamily } from '../src/resources/jobs/job.mts';
import type { Simulator } from '../src/server.mts';
import type { session } from './helpers.mts';

export type Api = Awaited<ReturnType<typeof session>>;
export type Body = Record<string, unknown>;
interface Started {
	tenant: Simulator;
	api: Api;
	answer: Body;
}

/** How a family of jobs is started and followed. */
export interface Family {
	family: JobFamily;
	/** What tells two jobs of a family apart in the name of a test. */
	what: string;
	start(tenant: Simulator, api: Api): Promise<{ status: number; body: unknown }>;
	/** Where the answer of the start leads to; a task, if nothing is said. */
	poll?(started: Started): string;
	/** Reads the state out of the answer. */
	state?(body: Body): unknown;
	/** Waiting, working, done, failed; those of a task, if nothing is said. */
	states?: [unknown, unknown, unknown, unknown];
	/** What a failed job has to say; messages of a task, if nothing is said. */
	complaint?(body: Body): unknown;
	/** Has nothing to say of a failure. */
	silent?: true;
}

const header = { headers: { 'X-SailPoint-Experimental': 'true' } };
/** Sends JSON with the header that lets experimental operations through. */
export const send = (api: Api, method: string, path: string, json?: unknown) =>
	api.send<Body>(method, path, { ...header, ...(json !== undefined && { json }) });

/** A form with one file and some fields. */
export function form(part: string, content: string, fields: Record<string, string> = {}): FormData {
	const body = new FormData();
	body.append(part, new Blob([content], { type: 'text/plain' }), 'file.txt');
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return body;
}

/** Sends a form. */
export const upload = (api: Api, path: string, body: FormData) =>
	api.send<Body>('POST', path, { body });
/** A value of an answer, as text. */
export const id = (answer: Body, name = 'id') => String(answer[name]);
/** The id of a source fed by files. */
export const source = ({ data }: Simulator) => data.sources.idAt(0);
