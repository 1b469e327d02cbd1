import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import type { SearchBody } from '../parseBody.mts';
import { Scope } from '../query/nestedScope.mts';
import type { Found } from '../searchService.mts';
import { compileAggregations, runAggregations } from './aggregateDsl.mts';
import { convertSailPointAggregations } from './sailpoint.mts';
import type { Level } from './sailpoint.mts';

/** Computes the aggregations of a body over the documents of its query. Throws a 400 if invalid. */
export function aggregate(
	body: SearchBody,
	found: Found,
): { aggregations: JsonObject; levels: Level[] | undefined } {
	const { aggregationType = 'DSL', aggregationsDsl, aggregations } = body.raw;
	const scope = new Scope(found.clock);
	if (aggregationType === 'DSL') {
		const compiled = compileAggregations(aggregationsDsl, scope);
		const result = runAggregations(compiled, found.each(scope.used));
		return { aggregations: result, levels: undefined };
	}
	if (aggregationType !== 'SAILPOINT') {
		throw badRequest(`Unknown aggregation type: "${String(aggregationType)}".`);
	}
	const { dsl, levels } = convertSailPointAggregations(aggregations);
	const compiled = compileAggregations(dsl, scope);
	return { aggregations: runAggregations(compiled, found.each(scope.used)), levels };
}
