import type { FastifyInstance } from 'fastify';
import { single } from '../collections/pagination.mts';
import type { TenantContext } from '../simulatorContext.mts';
import { anyToken, userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addCreate, addDelete, addGet, addPatch, recordOf } from './records.mts';

const time = 'gt lt ge le';

/** Adds transforms, saved searches and source apps. */
export function smallCollectionRoutes(app: FastifyInstance, context: TenantContext): void {
	const { transforms, savedSearches, sourceApps } = context.data;

	const transformRead = anyToken('idn:transform:read', 'idn:transform:manage');
	const transformManage = anyToken('idn:transform:manage');
	addList(app, context, '/transforms/v1', {
		table: transforms,
		config: transformRead,
		fields: { filters: { internal: 'eq', name: 'eq sw' }, sorters: [] },
		scope: (query) => {
			const name = single(query, 'name');
			return name ? { name, test: (transform) => transform.name === name } : undefined;
		},
	});
	addGet(app, '/transforms/v1', transforms, transformRead);
	addCreate(app, context, '/transforms/v1', transforms, {
		config: transformManage,
		required: ['name', 'type', 'attributes'],
		defaults: () => ({ internal: false }),
	});
	addDelete(app, '/transforms/v1', transforms, transformManage);

	const searchRead = userToken('sp:saved-search:read');
	addList(app, context, '/saved-searches/v1', {
		table: savedSearches,
		config: searchRead,
		fields: { filters: { 'owner.id': 'eq' }, sorters: [] },
	});
	addGet(app, '/saved-searches/v1', savedSearches, searchRead);
	// Answers 202 with nothing in it.
	const searchManage = userToken('sp:saved-search:manage');
	addCreate(app, context, '/saved-searches/v1', savedSearches, {
		config: searchManage,
		required: ['indices', 'query'],
		defaults: () => {
			const { id } = context.user();
			return { name: null, owner: { type: 'IDENTITY', id }, ownerId: id, public: false };
		},
	});
	addDelete(app, '/saved-searches/v1', savedSearches, searchManage);
	app.post('/saved-searches/v1/:id/execute', { config: searchManage }, (request, reply) => {
		recordOf(savedSearches, request);
		reply.code(202).send();
	});

	// The whole service is experimental.
	const appRead = {
		...userToken('idn:app-roles:read', 'idn:app-roles:manage'),
		experimental: true,
	};
	const appManage = { ...userToken('idn:app-roles:manage'), experimental: true };
	addList(app, context, '/source-apps/v1', {
		table: sourceApps,
		config: appRead,
		fields: {
			filters: {
				id: 'eq in',
				name: 'eq in co sw',
				created: time,
				modified: time,
				'accountSource.id': 'eq in',
			},
			sorters: ['id', 'name', 'created', 'modified', 'owner.id', 'accountSource.id'],
		},
	});
	addGet(app, '/source-apps/v1', sourceApps, appRead);
	addPatch(app, context, '/source-apps/v1', sourceApps, {
		config: appManage,
		rule: { immutable: ['id', 'cloudAppId', 'created', 'modified'] },
	});
}
