import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { Table } from '../data/table.mts';
import type { AnyRecord } from '../data/types.mts';
import { parseObjectBody } from '../http/parseBody.mts';
import { notFound } from '../http/errors.mts';

/** Removes the fields in `missing`. Fields with the value null stay. */
function omitFields(record: AnyRecord, missing: unknown): AnyRecord {
	const names = Array.isArray(missing) ? missing.map(String) : [];
	return Object.fromEntries(
		Object.entries(record).filter(([name]) => !names.includes(name)),
	) as AnyRecord;
}

/** Adds the endpoints that add and change records of any shape, as tenants sometimes have them. */
export function addRecordRoutes(app: FastifyInstance, { data }: SimulatorContext): void {
	const options = { config: { control: true } };
	const path = '/_simulator/records/:table';
	const getTable = ({ params }: { params: unknown }) => {
		const { table: name } = params as { table: string };
		const table = (data as Record<string, unknown>)[name];
		if (!(table instanceof Table)) throw notFound('table', name);
		return table as Table<AnyRecord>;
	};
	app.post(path, options, (request, reply) => {
		const table = getTable(request);
		const { missing, ...fields } = parseObjectBody(request);
		const { id: _id, ...first } = table.at(0) ?? { id: '' };
		reply.code(201);
		return table.add(omitFields({ ...first, ...fields } as AnyRecord, missing));
	});
	app.patch(`${path}/:id`, options, (request) => {
		const table = getTable(request);
		const { id } = request.params as { id: string };
		const before = table.get(id);
		if (!before) throw notFound('record', id);
		const { missing, ...fields } = parseObjectBody(request);
		return table.replace(omitFields({ ...before, ...fields, id }, missing));
	});
}
