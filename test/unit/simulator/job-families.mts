import type { JobFamily } from '../../../simulator/resources/jobs/job.mts';
import type { Tenant } from '../../../simulator/tenant.mts';
import type { session } from './helpers.mts';

export type Api = Awaited<ReturnType<typeof session>>;
export type Body = Record<string, unknown>;
type Started = { tenant: Tenant; api: Api; answer: Body };

/** How a family of jobs is started and followed. */
export interface Family {
	family: JobFamily;
	/** What tells two jobs of a family apart in the name of a test. */
	what: string;
	start(tenant: Tenant, api: Api): Promise<{ status: number; body: unknown }>;
	/** Where the answer of the start leads to; a task, if nothing is said. */
	poll?(started: Started): string;
	/** Reads the state out of the answer. */
	state?(body: Body): unknown;
	/** Waiting, working, done, failed; those of a task, if nothing is said. */
	states?: [unknown, unknown, unknown, unknown];
	/** What a failed job has to say; messages of a task, if nothing is said. */
	complaint?(body: Body): unknown;
	/** Has nothing to say of a failure. */
	silent?: true;
}

const header = { headers: { 'X-SailPoint-Experimental': 'true' } };
/** Sends JSON with the header that lets experimental operations through. */
export const send = (api: Api, method: string, path: string, json?: unknown) =>
	api.send<Body>(method, path, { ...header, ...(json !== undefined && { json }) });

/** A form with one file and some fields. */
export function form(part: string, content: string, fields: Record<string, string> = {}): FormData {
	const body = new FormData();
	body.append(part, new Blob([content], { type: 'text/plain' }), 'file.txt');
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return body;
}

const upload = (api: Api, path: string, body: FormData) => api.send<Body>('POST', path, { body });
const configStates = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE', 'FAILED'] as const;
const status = ({ status }: Body) => status;
const id = (answer: Body, name = 'id') => String(answer[name]);
const source = ({ data }: Tenant) => data.sources.idAt(0);

/** Jobs that the task service tells about. */
export const tasks: Family[] = [
	{
		family: 'account-aggregation',
		what: 'load-accounts',
		start: (tenant, api) =>
			upload(api, `/sources/v1/${source(tenant)}/load-accounts`, form('file', 'id\nn-1\n')),
	},
	{
		family: 'account-aggregation',
		what: 'load-uncorrelated-accounts',
		start: (tenant, api) =>
			upload(
				api,
				`/sources/v1/${source(tenant)}/load-uncorrelated-accounts`,
				form('file', 'id\nn-1\n'),
			),
	},
	{
		family: 'entitlement-aggregation',
		what: 'load-entitlements',
		start: (tenant, api) =>
			upload(
				api,
				`/sources/v1/${source(tenant)}/load-entitlements`,
				form('file', 'id,name\ne,E\n'),
			),
	},
	{
		family: 'source-deletion',
		what: 'DELETE sources',
		start: (tenant, api) => send(api, 'DELETE', `/sources/v1/${source(tenant)}`),
	},
	{
		family: 'account-removal',
		what: 'remove-accounts',
		start: (tenant, api) => send(api, 'POST', `/sources/v1/${source(tenant)}/remove-accounts`),
	},
	{
		family: 'account-removal',
		what: 'accounts remove',
		start: (tenant, api) =>
			send(api, 'POST', `/accounts/v1/${tenant.data.accounts.idAt(0)}/remove`),
	},
	{
		family: 'role-deletion',
		what: 'roles bulk-delete',
		start: (tenant, api) =>
			send(api, 'POST', '/roles/v1/bulk-delete', { roleIds: [tenant.data.roles.idAt(0)] }),
	},
	{
		family: 'entitlement-reset',
		what: 'entitlements reset',
		start: (tenant, api) => send(api, 'POST', `/entitlements/v1/reset/sources/${source(tenant)}`),
	},
	{
		family: 'identity-profile-deletion',
		what: 'DELETE identity-profiles',
		start: (tenant, api) =>
			send(api, 'DELETE', `/identity-profiles/v1/${tenant.data.identityProfiles.idAt(0)}`),
	},
	{
		family: 'account-change',
		what: 'accounts disable',
		start: (tenant, api) =>
			send(api, 'POST', `/accounts/v1/${tenant.data.accounts.idAt(0)}/disable`, {}),
	},
	{
		family: 'dataset-aggregation',
		what: 'datasets aggregate',
		start: async (tenant, api) => {
			const path = `/sources/v1/${source(tenant)}/datasets`;
			const made = await send(api, 'POST', path, { name: 'Usage' });
			return await send(api, 'POST', `${path}/${id(made.body)}/aggregate`, {});
		},
	},
];

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
			send(api, 'POST', '/machine-identities/v1/agent/lifecycle-actions', {
				action: 'DEACTIVATE',
			}),
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
		state: (body) => status((body as unknown as Body[])[0]!),
		states: ['Queued', 'Running', 'Completed', 'Failed'],
		silent: true,
	},
];
