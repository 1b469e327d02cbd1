import type { IDataObject } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import type { SearchRequestBody } from '../../shared/pagination/searchIndex';
import type { GetParameter } from '../../shared/runner/types';
import { parseEnum, parseInteger } from '../../shared/parameters/parse';
import { parseJson, isJsonObject } from '../../shared/parameters/json';
import { toPlainText } from '../../shared/parameters/plainText';
import { parseNames } from './readQuery';

/** One level of SailPoint's aggregations: groups, and a metric for each. */
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
	const field = toPlainText('Field to Calculate', read('metricField')).trim();
	if (field === '') {
		throw new ParameterError(
			'Field to Calculate',
			'is required',
			'Enter the field whose values to calculate.',
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
			minDocCount: parseInteger('Min Documents per Group', minDocCount, 1),
		}),
	};
}

function readSteps(read: GetParameter, options: IDataObject): AggregationStep {
	const fields = parseNames('Group By', read('groupBy'));
	const metric = readMetric(read);
	if (fields.length === 0 && !metric) {
		throw new ParameterError(
			'Group By',
			'is empty, and no calculation is selected',
			"Enter a field such as attributes.department, or select a calculation in 'Calculate'.",
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
 * Reads the aggregations of a search body.
 * @throws {ParameterError} naming the parameter that has a wrong value
 */
export function readAggregation(read: GetParameter, options: IDataObject): SearchRequestBody {
	if (read('aggregationType') !== 'dsl') {
		return { aggregationType: 'SAILPOINT', aggregations: readSteps(read, options) };
	}
	const aggregationsDsl = parseJson(read('aggregationDsl'), 'Aggregation (DSL)');
	if (!isJsonObject(aggregationsDsl)) {
		throw new ParameterError(
			'Aggregation (DSL)',
			'must be a JSON object',
			'Enter it as {"name": {"terms": {"field": "attributes.department.exact"}}}.',
		);
	}
	return { aggregationType: 'DSL', aggregationsDsl };
}
