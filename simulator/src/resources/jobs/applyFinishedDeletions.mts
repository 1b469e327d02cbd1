import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { hasResult } from './job.mts';
import type { JobRecord } from './jobRecords.mts';

/** What a job takes away once it has ended well. */
export type Deletion = { deletes: { from: 'accounts' | 'campaigns'; id: string } };

/** Takes away what jobs have deleted by now, before anything is asked. */
export function applyFinishedDeletions(app: FastifyInstance, context: SimulatorContext): void {
	app.addHook('onRequest', (_request, _reply, done) => {
		for (const { job, deletes } of context.data.jobs as Iterable<JobRecord & Partial<Deletion>>) {
			if (deletes && hasResult(context, job)) context.data[deletes.from].remove(deletes.id);
		}
		done();
	});
}
