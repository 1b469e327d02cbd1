import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { OTHER_EVENT, TRIGGER_EVENTS, type TriggerEvent } from '../events';

const toOption = ({ id, name, action, description, isLimited }: TriggerEvent) => ({
	name,
	value: id,
	action,
	description: isLimited ? `${description}. Not available in every tenant.` : description,
});

const otherEventOption: INodePropertyOptions = {
	name: 'Other Event',
	value: OTHER_EVENT,
	action: 'On other event',
	description: 'Any event of your tenant, chosen from a list or entered by ID',
};

/** n8n's node panel lists the options of the parameter labeled Event as triggers. */
export const triggerEventProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [...TRIGGER_EVENTS.map(toOption), otherEventOption].sort((one, other) =>
			one.name.localeCompare(other.name),
		),
		default: 'idn:identity-created',
		description: 'Event that starts the workflow',
	},
	{
		displayName: 'Other Event',
		name: 'otherEvent',
		type: 'resourceLocator',
		required: true,
		displayOptions: { show: { event: [OTHER_EVENT] } },
		default: { mode: 'list', value: '' },
		description: 'Event that starts the workflow. The list shows the events of your tenant.',
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
			'JSONPath expression that events must match. ISC validates it when you publish. Leave empty to receive all events.',
	},
];
