import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { Table } from '../../data/table.mts';
import { anyToken } from '../../resources/auth.mts';
import { addList } from '../../resources/resource.mts';
import { triggers } from '../catalogue/catalogue.mts';
import type { Trigger } from '../types.mts';

/** Adds the list of triggers. */
export function catalogueRoute(app: FastifyInstance, context: TenantContext): void {
	const at = (index: number) => triggers[index] as Trigger;
	addList(app, context, '/triggers/v1', {
		table: new Table('trigger', triggers.length, context.options.seed, at),
		config: anyToken('sp:trigger-service-subscriptions:read'),
		fields: { filters: { id: 'eq ge le' }, sorters: ['id', 'name'] },
	});
}
