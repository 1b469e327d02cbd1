import type { INodeProperties } from 'n8n-workflow';

/** What starts the workflow. */
export const triggerEventProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'What starts the workflow; the list shows the event triggers of your tenant',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchEvents', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. idn:identity-attributes-changed',
			},
		],
	},
	{
		displayName: 'Filter',
		name: 'filter',
		type: 'string',
		default: '',
		placeholder: 'e.g. $.changes[?(@.attribute == "department")]',
		description:
			'JSONPath expression that events must match to start the workflow; ISC validates it when you publish',
	},
];
