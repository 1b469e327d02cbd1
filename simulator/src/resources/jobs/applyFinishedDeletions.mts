import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { hasResult } from './job.mts';
import type { JobRecord } from './jobRecords.mts';

/** The record that a job deletes when it succeeds. */
export interface Deletion {
	deletes: { from: 'accounts' | 'campaigns'; id: string };
}

/** Deletes the records of finished jobs before each request. */
export function applyFinishedDeletions(app: FastifyInstance, context: SimulatorContext): void {
	app.addHook('onRequest', (_request, _reply, done) => {
		for (const { job, deletes } of context.data.jobs as Iterable<JobRecord & Partial<Deletion>>) {
			if (deletes && hasResult(context, job)) context.data[deletes.from].remove(deletes.id);
		}
		done();
	});
}
