import type { IDataObject } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import type { SearchRequestBody } from '../../shared/pagination/searchIndex';
import type { GetParameter } from '../../shared/runner/types';
import { parseEnum, parseList, parseInteger } from '../../shared/parameters/parse';
import { parseJson, isJsonObject } from '../../shared/parameters/json';

/** One step of SailPoint's form of aggregations: groups, and what is worked out for each. */
interface AggregationStep {
	bucket?: IDataObject;
	metric?: IDataObject;
	subAggregation?: AggregationStep;
}

const getColumnName = (field: string) => field.replace(/^@/, '');

const METRICS = ['none', 'AVG', 'COUNT', 'MAX', 'MEDIAN', 'MIN', 'SUM', 'UNIQUE_COUNT'] as const;

function readMetric(read: GetParameter): IDataObject | undefined {
	const type = parseEnum('Calculate', read('metric'), METRICS, 'none');
	if (type === 'none') return undefined;
	const field = String(read('metricField') ?? '').trim();
	if (field === '') {
		throw new ParameterError(
			'Of Field',
			'is empty',
			'Enter the field whose values are calculated.',
		);
	}
	return { name: `${type.toLowerCase()} of ${getColumnName(field)}`, type, field };
}

function buildBucket(field: string, { groupSize, minDocCount }: IDataObject): IDataObject {
	return {
		name: getColumnName(field),
		type: 'TERMS',
		field,
		...(groupSize !== undefined && { size: parseInteger('Max Groups', groupSize, 1) }),
		...(minDocCount !== undefined && {
			minDocCount: parseInteger('Least in Group', minDocCount, 1),
		}),
	};
}

function readSteps(read: GetParameter, options: IDataObject): AggregationStep {
	const fields = parseList(read('groupBy')).map(String);
	const metric = readMetric(read);
	if (fields.length === 0 && !metric) {
		throw new ParameterError(
			'Group By',
			'is empty, and there is nothing to calculate',
			"Enter a field such as attributes.department, or choose something under 'Calculate'.",
		);
	}
	return (
		fields.reduceRight<AggregationStep | undefined>(
			(inner, field, index) => ({
				bucket: buildBucket(field, options),
				...(index === fields.length - 1 && metric && { metric }),
				...(inner && { subAggregation: inner }),
			}),
			undefined,
		) ?? { metric }
	);
}

/**
 * The part of a search's body that says what to make of the documents.
 * @throws BadInput naming the parameter that cannot be used
 */
export function readAggregation(read: GetParameter, options: IDataObject): SearchRequestBody {
	if (read('aggregationType') !== 'dsl') {
		return { aggregationType: 'SAILPOINT', aggregations: readSteps(read, options) };
	}
	const aggregationsDsl = parseJson(read('aggregationDsl'), 'Aggregation (DSL)');
	if (!isJsonObject(aggregationsDsl)) {
		throw new ParameterError(
			'Aggregation (DSL)',
			'is no JSON object',
			'Write it as {"name": {"terms": {"field": "attributes.department.exact"}}}.',
		);
	}
	return { aggregationType: 'DSL', aggregationsDsl };
}
