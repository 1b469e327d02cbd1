import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { notFound } from '../../http/errors.mts';
import { anyToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { recordOf } from '../records.mts';
import { startTask, taskNow } from '../tasks.mts';

const PATH = '/sources/v1/:id/datasets';
const withHeader = (...scopes: string[]) => ({ ...anyToken(...scopes), experimental: true });

/** Adds the datasets of sources, which are aggregated and emptied by tasks. */
export function datasetRoutes(app: FastifyInstance, context: TenantContext): void {
	const { datasets, sources } = context.data;
	const read = withHeader('idn:sources:read', 'idn:sources:manage');
	const datasetOf = (request: FastifyRequest) => {
		const source = recordOf(sources, request);
		const { datasetId } = request.params as { datasetId: string };
		const dataset = datasets.get(datasetId);
		if (dataset?.sourceId !== source.id) throw notFound('dataset', datasetId);
		return { source, dataset };
	};
	const shown = ({ sourceId: _sourceId, ...dataset }: Plain) => dataset;

	addList(app, context, PATH, {
		table: datasets,
		config: read,
		fields: { filters: {}, sorters: [] },
		scope: (_query, request) => {
			const { id } = recordOf(sources, request);
			return { name: id, test: ({ sourceId }) => sourceId === id };
		},
		present: shown,
	});
	const create = withHeader(
		'idn:sources:update',
		'idn:source-schema:create',
		'idn:sources:manage',
		'idn:source-schema:manage',
	);
	app.post(PATH, { config: create }, (request, reply) => {
		const { id } = recordOf(sources, request);
		const body = objectBody(request);
		requireFields(body, ['name']);
		const facts = { description: '', aggregationEnabled: true, resources: [], ...body };
		reply.code(201);
		return shown(datasets.add({ ...facts, id: undefined, sourceId: id }));
	});
	app.get(`${PATH}/:datasetId`, { config: read }, (request) => shown(datasetOf(request).dataset));

	// Answers 200, although the work is still to be done.
	const run = withHeader('idn:sources:aggregate', 'idn:sources:manage');
	for (const [command, name] of Object.entries({
		aggregate: 'Aggregate dataset',
		'delete-objects': 'Delete objects of dataset',
	})) {
		app.post(`${PATH}/:datasetId/${command}`, { config: run }, (request) => {
			const { source, dataset } = datasetOf(request);
			const started = startTask(context, {
				family: 'dataset-aggregation',
				type: 'DATASET_AGGREGATION',
				name,
				target: { id: source.id, type: 'APPLICATION', name: source.name },
				attributes: { datasetId: dataset.id },
			});
			const task = taskNow(context, started);
			return { ...task, name: task.uniqueName };
		});
	}
}
