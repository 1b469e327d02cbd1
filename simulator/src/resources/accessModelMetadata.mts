import type { FastifyInstance } from 'fastify';
import { firstValue, readPage } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { queryRecords } from '../collections/queryRecords.mts';
import { getOperationFacts } from '../operationFacts.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

const PATH = '/access-model-metadata/v1/attributes';

const attributes = ['Privacy', 'Risk', 'Domain', 'Regulation', 'Region'].map((name) => ({
	key: `isc${name}`,
	name,
	multiselect: name === 'Regulation',
	status: 'active',
	type: 'governance',
	objectTypes: ['entitlement', 'role'],
	description: name,
	values: [
		{ value: 'low', name: 'Low', status: 'active' },
		{ value: 'high', name: 'High', status: 'active' },
	],
}));

/** Adds attributes of access model metadata: the list has a limit, but no way to read further. */
export function addAccessModelMetadataRoutes(
	app: FastifyInstance,
	{ options }: SimulatorContext,
): void {
	const facts = getOperationFacts('GET', PATH);
	app.get(PATH, (request) => {
		const query = request.query as Query;
		const { limit } = readPage({ limit: firstValue(query, 'limit') }, facts.limits, options);
		return queryRecords(attributes, query, facts).slice(0, limit);
	});
}
