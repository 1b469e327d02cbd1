import type { INodeProperties } from 'n8n-workflow';

import { JOB_TYPES, findJobTypeFor } from '../../shared/catalogue/jobTypes';
import { showForOperations } from './showForOperations';

/** Display options of whatever belongs to a job that was started elsewhere. */
const JOB = { resource: ['job'] };

/** What becomes of work that goes on in ISC after the answer. */
export const waitForCompletionProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: JOB },
		options: [
			{
				name: 'Wait for Job',
				value: 'waitForJob',
				action: 'Wait for job',
				description: 'Wait until a job that was started before has ended',
			},
		],
		default: 'waitForJob',
	},
	{
		displayName: 'Kind of Job',
		name: 'jobType',
		type: 'options',
		displayOptions: { show: JOB },
		options: Object.entries(JOB_TYPES)
			.map(([value, { name }]) => ({ name, value }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		default: 'task',
		description:
			'A task is what most aggregations, deletions and changes of accounts start; see the documentation for the others',
	},
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		displayOptions: { show: JOB },
		default: '',
		placeholder: 'e.g. 2c9180867624cbd7017642d8c8c81f67',
		description: 'The ID that the operation gave which started the job',
	},
	// Waiting is all that is done here: the options for it are shown as they are elsewhere.
	{
		displayName: 'Completion',
		name: 'completion',
		type: 'hidden',
		displayOptions: { show: JOB },
		default: 'wait',
	},
	...showForOperations(({ id }) => findJobTypeFor(id) !== undefined, {
		displayName: 'Completion',
		name: 'completion',
		type: 'options',
		options: [
			{
				name: 'Return at Once',
				value: 'immediately',
				description: 'Give the answer, with the ID of the job that goes on in ISC',
			},
			{
				name: 'Wait for Completion',
				value: 'wait',
				description: 'Give the outcome once the job has ended; fail if the job does',
			},
		],
		default: 'immediately',
	}),
];
