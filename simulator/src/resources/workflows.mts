import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { addGet } from './resource.mts';

/** Adds workflows: the list is complete, whatever limit and offset say. */
export function addWorkflowRoutes(app: FastifyInstance, { data }: SimulatorContext): void {
	app.get('/workflows/v1', () => [...data.workflows]);
	addGet(app, '/workflows/v1', data.workflows);
}
