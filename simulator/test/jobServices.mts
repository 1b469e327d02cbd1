import type { Body, Family } from './jobFamilies.mts';
import { form, id, send, source, upload } from './jobFamilies.mts';

const configStates = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE', 'FAILED'] as const;

/** Jobs with a service of their own. */
export const others: Family[] = [
	{
		family: 'account-aggregation',
		what: 'account-aggregations status',
		start: (tenant, api) =>
			upload(api, `/sources/v1/${source(tenant)}/load-accounts`, form('file', 'id\nn-1\n')),
		poll: ({ answer }) => `/account-aggregations/v1/${id(answer.task as Body)}/status`,
		states: ['STARTED', 'ACCOUNTS_COLLECTED', 'COMPLETED', 'TERMINATED'],
		silent: true,
	},
	{
		family: 'account-deletion-request',
		what: 'account-requests deletion',
		start: ({ data }, api) => {
			const account = [...data.accounts].find(({ connectionType }) => connectionType === 'direct')!;
			return send(api, 'POST', `/account-requests/v1/account/${account.id}/delete`);
		},
		poll: () => '/account-requests/v1/deletion',
		state: (body) => (body as unknown as Body[])[0]!.overallStatus,
		states: ['PENDING', 'PENDING', 'SUCCESS', 'FAILED'],
		complaint: (body) => (body as unknown as Body[])[0]!.errorDetails,
	},
	{
		family: 'campaign-report',
		what: 'campaign run-report',
		start: ({ data }, api) =>
			send(
				api,
				'POST',
				`/campaigns/v1/${data.campaigns.idAt(0)}/run-report/CAMPAIGN_COMPOSITION_REPORT`,
			),
		poll: ({ tenant }) => `/campaigns/v1/${tenant.data.campaigns.idAt(0)}/reports`,
		state: (body) => (body as unknown as Body[])[0]!.status,
		states: ['PENDING', 'PENDING', 'SUCCESS', 'ERROR'],
		silent: true,
	},
	{
		family: 'campaign-deletion',
		what: 'campaigns delete',
		start: ({ data }, api) =>
			send(api, 'POST', '/campaigns/v1/delete', { ids: [data.campaigns.idAt(0)] }),
		poll: ({ tenant }) => `/campaigns/v1/${tenant.data.campaigns.idAt(0)}`,
		// Nothing is left of it but the refusal to show it.
		states: ['ACTIVE', 'ACTIVE', undefined, 'ERROR'],
		complaint: ({ alerts }) =>
			(alerts as { localizations: { text: string }[] }[] | undefined)?.[0]?.localizations[0]!.text,
	},
	{
		family: 'config-export',
		what: 'sp-config export',
		start: (_tenant, api) =>
			send(api, 'POST', '/sp-config/v1/export', { includeTypes: ['TRANSFORM'] }),
		poll: ({ answer }) => `/sp-config/v1/export/${id(answer, 'jobId')}`,
		states: [...configStates],
		complaint: ({ message }) => message,
	},
	{
		family: 'config-import',
		what: 'sp-config import',
		start: (_tenant, api) => upload(api, '/sp-config/v1/import', form('data', '{"objects":[]}')),
		poll: ({ answer }) => `/sp-config/v1/import/${id(answer, 'jobId')}`,
		states: [...configStates],
		complaint: ({ message }) => message,
	},
	{
		family: 'config-backup',
		what: 'configuration-hub uploads',
		start: (_tenant, api) =>
			upload(
				api,
				'/configuration-hub/v1/backups/uploads',
				form('data', '{"objects":[]}', { name: 'Mine' }),
			),
		poll: ({ answer }) => `/configuration-hub/v1/backups/uploads/${id(answer, 'jobId')}`,
		states: [...configStates],
		silent: true,
	},
	{
		family: 'config-deploy',
		what: 'configuration-hub deploys',
		start: (_tenant, api) => send(api, 'POST', '/configuration-hub/v1/deploys', { draftId: 'd' }),
		poll: ({ answer }) => `/configuration-hub/v1/deploys/${id(answer, 'jobId')}`,
		states: [...configStates],
		complaint: ({ message }) => message,
	},
	{
		family: 'report',
		what: 'reports',
		start: (_tenant, api) => send(api, 'POST', '/reports/v1/run', { reportType: 'ACCOUNTS' }),
		poll: ({ answer }) => `/reports/v1/${id(answer)}/result`,
		states: [undefined, undefined, 'SUCCESS', 'FAILURE'],
		silent: true,
	},
	{
		family: 'sod-report',
		what: 'SOD report of a policy',
		start: (tenant, api) =>
			send(api, 'POST', `/sod-policies/v1/${tenant.data.sodPolicies.idAt(0)}/violation-report/run`),
		poll: ({ answer }) => `/sod-policies/v1/sod-violation-report-status/${id(answer)}`,
		states: ['PENDING', 'PENDING', 'SUCCESS', 'ERROR'],
		silent: true,
	},
	{
		family: 'password-change',
		what: 'set-password',
		start: ({ data }, api) => {
			const account = data.accounts.at(0)!;
			const { identityId, sourceId } = account;
			const facts = { identityId, sourceId, accountId: account.id, encryptedPassword: 'x' };
			return send(api, 'POST', '/set-password/v1', facts);
		},
		poll: ({ answer }) => `/password-change-status/v1/${id(answer, 'requestId')}`,
		state: ({ state }) => state,
		states: ['IN_PROGRESS', 'IN_PROGRESS', 'FINISHED', 'FAILED'],
		complaint: ({ errors }) => (errors as string[])[0],
	},
	{
		family: 'role-mining',
		what: 'role-mining session',
		start: (_tenant, api) => send(api, 'POST', '/role-mining-sessions/v1', { scope: {} }),
		poll: ({ answer }) => `/role-mining-sessions/v1/${id(answer)}/status`,
		state: ({ state }) => state,
		states: [
			'CREATED',
			'POTENTIAL_ROLES_PROCESSING',
			'POTENTIAL_ROLES_CREATED',
			'POTENTIAL_ROLES_PROCESSING',
		],
		silent: true,
	},
	{
		family: 'role-mining-export',
		what: 'role-mining export-async',
		start: async (_tenant, api) => {
			const made = await send(api, 'POST', '/role-mining-sessions/v1', { scope: {} });
			const path = `/role-mining-sessions/v1/${id(made.body)}/potential-roles/r/export-async`;
			const { status: code, body } = await send(api, 'POST', path, {});
			return { status: code, body: { ...body, path } };
		},
		poll: ({ answer }) => `${String(answer.path)}/${id(answer, 'exportId')}`,
		states: ['QUEUED', 'IN_PROGRESS', 'SUCCESS', 'ERROR'],
		silent: true,
	},
	{
		family: 'role-propagation',
		what: 'role-propagation',
		start: (_tenant, api) => send(api, 'POST', '/role-propagation/v1'),
		poll: ({ answer }) => `/role-propagation/v1/${id(answer, 'rolePropagationId')}/status`,
		state: ({ executionStage }) => executionStage,
		states: ['PENDING', 'LAUNCH_PROVISIONING', 'SUCCEEDED', 'FAILED'],
		complaint: ({ failureReason }) => failureReason,
	},
	{
		family: 'role-metadata',
		what: 'role metadata bulk update',
		start: (tenant, api) =>
			send(api, 'POST', '/roles/v1/access-model-metadata/bulk-update/ids', {
				roles: [tenant.data.roles.idAt(0)],
				operation: 'ADD',
				values: [{ attribute: 'iscPrivacy', values: ['low'] }],
			}),
		poll: ({ answer }) => `/roles/v1/access-model-metadata/bulk-update/${id(answer)}`,
		states: ['CREATED', 'CHUNK_PROCESSING', 'COMPLETED', 'CHUNK_PENDING'],
		silent: true,
	},
	{
		family: 'machine-lifecycle',
		what: 'machine-identities lifecycle-actions',
		start: (_tenant, api) =>
			send(
				api,
				'POST',
				'/machine-identities/v1/3f1c0a52-6a0e-4b43-9d0c-2f4f0a1b7c11/lifecycle-actions',
				{
					action: 'DEACTIVATE',
				},
			),
		poll: ({ answer }) => `/machine-identities/v1/lifecycle-actions/${id(answer, 'requestId')}`,
		state: ({ details }) => (details as Body).status,
		states: ['RECEIVED', 'PROVISIONING', 'COMPLETED', 'FAILED'],
		complaint: ({ details }) => (details as Body).failureReason,
	},
	{
		family: 'response-action',
		what: 'response-actions',
		start: ({ data }, api) =>
			send(api, 'POST', '/intelligence/v1/response-actions', {
				actionType: 'DISABLE_IDENTITY',
				identityType: 'HUMAN',
				identityId: data.identities.idAt(0),
				context: { reason: 'Alert' },
			}),
		poll: ({ answer }) => String(answer.statusUrl),
		states: ['SUBMITTED', 'IN_PROGRESS', 'COMPLETED', 'FAILED'],
		silent: true,
	},
	{
		family: 'workflow',
		what: 'workflow run',
		start: ({ data }, api) =>
			send(api, 'POST', `/workflows/v1/execute/external/${data.workflows.idAt(0)}`, {}),
		poll: ({ answer }) => `/workflow-executions/v1/${id(answer, 'workflowExecutionId')}`,
		state: (body) => (body as unknown as Body[])[0]!.status,
		states: ['Queued', 'Running', 'Completed', 'Failed'],
		silent: true,
	},
];
