import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { Table } from '../data/table.mts';
import type { Plain } from '../data/types.mts';
import { objectBody } from '../http/parseBody.mts';
import { notFound } from '../http/errors.mts';

/** The names in a JSON object whose value is null stay; those listed in `missing` go. */
function omitFields(record: Plain, missing: unknown): Plain {
	const names = Array.isArray(missing) ? missing.map(String) : [];
	return Object.fromEntries(
		Object.entries(record).filter(([name]) => !names.includes(name)),
	) as Plain;
}

/** Adds the calls that put records of any shape into the tenant, as real ones at times have it. */
export function recordRoutes(app: FastifyInstance, { data }: TenantContext): void {
	const options = { config: { control: true } };
	const path = '/_simulator/records/:table';
	const tableOf = ({ params }: { params: unknown }) => {
		const { table: name } = params as { table: string };
		const table = (data as Record<string, unknown>)[name];
		if (!(table instanceof Table)) throw notFound('table', name);
		return table as Table<Plain>;
	};
	app.post(path, options, (request, reply) => {
		const table = tableOf(request);
		const { missing, ...fields } = objectBody(request);
		const { id: _id, ...first } = table.at(0) ?? { id: '' };
		reply.code(201);
		return table.add(omitFields({ ...first, ...fields } as Plain, missing));
	});
	app.patch(`${path}/:id`, options, (request) => {
		const table = tableOf(request);
		const { id } = request.params as { id: string };
		const before = table.get(id);
		if (!before) throw notFound('record', id);
		const { missing, ...fields } = objectBody(request);
		return table.replace(omitFields({ ...before, ...fields, id }, missing));
	});
}
