import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { notFound } from '../../http/errors.mts';
import { addList, getRecordOr404 } from '../resource.mts';
import { startTask, presentTask } from '../tasks.mts';

const PATH = '/sources/v1/:id/datasets';

/** Adds the datasets of sources. Tasks aggregate them and delete their objects. */
export function addDatasetRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { datasets, sources } = context.data;
	const getDataset = (request: FastifyRequest) => {
		const source = getRecordOr404(sources, request);
		const { datasetId } = request.params as { datasetId: string };
		const dataset = datasets.get(datasetId);
		if (dataset?.sourceId !== source.id) throw notFound('dataset', datasetId);
		return { source, dataset };
	};
	const shown = ({ sourceId: _sourceId, ...dataset }: AnyRecord) => dataset;

	addList(app, context, PATH, {
		table: datasets,
		baseFilter: (_query, request) => {
			const { id } = getRecordOr404(sources, request);
			return { name: id, test: ({ sourceId }) => sourceId === id };
		},
		present: shown,
	});
	app.post(PATH, (request) => {
		const { id } = getRecordOr404(sources, request);
		const body = parseObjectBody(request);
		requireFields(body, ['name']);
		const facts = { description: '', aggregationEnabled: true, resources: [], ...body };
		return shown(datasets.add({ ...facts, id: undefined, sourceId: id }));
	});
	app.get(`${PATH}/:datasetId`, (request) => shown(getDataset(request).dataset));

	// The status is 200, although the job has only started.
	for (const [command, name] of Object.entries({
		aggregate: 'Aggregate dataset',
		'delete-objects': 'Delete objects of dataset',
	})) {
		app.post(`${PATH}/:datasetId/${command}`, (request) => {
			const { source, dataset } = getDataset(request);
			const started = startTask(context, {
				family: 'dataset-aggregation',
				type: 'DATASET_AGGREGATION',
				name,
				target: { id: source.id, type: 'APPLICATION', name: source.name },
				attributes: { datasetId: dataset.id },
			});
			const task = presentTask(context, started);
			return { ...task, name: task.uniqueName };
		});
	}
}
