import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { addGet } from './resource.mts';

/** Adds workflows. The list ignores limit and offset and is always complete. */
export function addWorkflowRoutes(app: FastifyInstance, { data }: SimulatorContext): void {
	app.get('/workflows/v1', () => [...data.workflows]);
	addGet(app, '/workflows/v1', data.workflows);
}
