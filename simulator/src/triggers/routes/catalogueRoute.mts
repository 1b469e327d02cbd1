import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { Table } from '../../data/table.mts';
import { addList } from '../../resources/resource.mts';
import { triggers } from '../catalogue/catalogue.mts';
import type { Trigger } from '../types.mts';

/** Adds the list of triggers. */
export function addTriggerListRoute(app: FastifyInstance, context: SimulatorContext): void {
	const at = (index: number) => triggers[index] as Trigger;
	addList(app, context, '/triggers/v1', {
		table: new Table('trigger', triggers.length, context.options.seed, at),
	});
}
