import type { IDisplayOptions, INodeProperties, NodeParameterValue } from 'n8n-workflow';

/** Rows whose changes update a preview. The editor compares values at paths and can't compare whole rows. */
const PREVIEWED_ROWS = 6;

/**
 * Display condition that is met when there is a row. n8n decides on plain parameters before it reads the rows, so the
 * condition must not require them. It compares values of any kind, though its type allows only plain ones.
 */
export const HAS_ROWS = [{ _cnd: { not: {} as unknown as NodeParameterValue } }];

interface Preview {
	/** Name of the result, such as Resulting Filter. */
	displayName: string;
	name: string;
	/** Name of the method in `resourceMapping` that builds the text. */
	method: string;
	fieldWords: { singular: string; plural: string };
	/** Path of the rows, such as `filterRows.filter`, and the fields of a row. */
	rows: string;
	rowFields: readonly string[];
	/** Other parameters that the result depends on. */
	dependsOn: readonly string[];
	show: NonNullable<IDisplayOptions['show']>;
}

/**
 * Returns the path of a parameter. The editor loads nothing if the expression of a parameter that is listed by its plain
 * name can't be resolved yet.
 */
const toPath = (name: string) => name.replace(/^[^.]+/, '["$&"]');

/** Builds a property that shows the result of rows as text that changes with them. */
export const buildPreviewProperty = ({
	displayName,
	name,
	method,
	fieldWords,
	rows,
	rowFields,
	dependsOn,
	show,
}: Preview): INodeProperties => ({
	displayName,
	name,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	displayOptions: { show },
	description: 'Read-only preview. Run the previous nodes to resolve expressions.',
	typeOptions: {
		loadOptionsDependsOn: [
			...Array.from({ length: PREVIEWED_ROWS }, (_, row) =>
				rowFields.map((field) => `${rows}[${row}].${field}`),
			).flat(),
			...dependsOn.map(toPath),
		],
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'map',
			supportAutoMap: false,
			hideNoDataError: true,
			valuesLabel: displayName,
			fieldWords,
		},
	},
});
