import type { INodeProperties } from 'n8n-workflow';

import { JOB_TYPES, findJobTypeFor } from '../../shared/catalogue/jobTypes';
import { showForOperations } from './showForOperations';

/** Display options of parameters for a job that was started elsewhere. */
const JOB = { resource: ['job'] };

/** Parameters for jobs that run in ISC after the response. */
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
				description: 'Wait until a job is finished',
			},
		],
		default: 'waitForJob',
	},
	{
		displayName: 'Job Type',
		name: 'jobType',
		type: 'options',
		displayOptions: { show: JOB },
		options: Object.entries(JOB_TYPES)
			.map(([value, { name }]) => ({ name, value }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		default: 'task',
		description:
			'Most aggregations, deletions, and account changes start a Task. See the docs for other types.',
	},
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		displayOptions: { show: JOB },
		default: '',
		placeholder: 'e.g. 2c9180867624cbd7017642d8c8c81f67',
		description: 'ID returned by the operation that started the job',
	},
	// Shows the options for waiting, which depend on 'Completion'.
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
				name: 'Return Immediately',
				value: 'immediately',
				description: 'Return the job ID immediately and let the job run in ISC',
			},
			{
				name: 'Wait for Completion',
				value: 'wait',
				description: 'Return the result when the job finishes. Fails if the job fails.',
			},
		],
		default: 'immediately',
	}),
];
