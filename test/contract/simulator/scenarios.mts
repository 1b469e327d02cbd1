import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Family } from '../../../simulator/test/jobFamilies.mts';
import { others } from '../../../simulator/test/jobServices.mts';
import { tasks } from '../../../simulator/test/jobTasks.mts';
import { listRoutes } from '../../../simulator/test/listRoutes.mts';
import type { Scenario } from './recorder.mts';

type Run = (scenario: Scenario) => Promise<void>;

interface Identified extends Record<string, unknown> {
	id: string;
}

const form = (part: string, content: string, fields: Record<string, string> = {}) => {
	const body = new FormData();
	body.append(part, new Blob([content], { type: 'text/plain' }), 'file.txt');
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return { body };
};

/** Returns the tables that `{id}` of a path names a record of, by the path before it. */
const getTables = ({
	data,
}: Scenario): Record<string, { idAt(index: number): string; size: number }> => ({
	'access-profiles': data.accessProfiles,
	'account-activities': data.accountActivities,
	accounts: data.accounts,
	'campaign-filters': data.campaignFilters,
	campaigns: data.campaigns,
	certifications: data.certifications,
	'data-segments': data.identities,
	entitlements: data.entitlements,
	'form-definitions': data.formDefinitions,
	identities: data.identities,
	'identity-profiles': data.identityProfiles,
	launchers: data.launchers,
	'non-employee-records': data.nonEmployeeRecords,
	'non-employee-sources': data.nonEmployeeSources,
	roles: data.roles,
	'saved-searches': data.savedSearches,
	segments: data.segments,
	'service-desk-integrations': data.serviceDesks,
	'sod-policies': data.sodPolicies,
	'source-apps': data.sourceApps,
	sources: data.sources,
	transforms: data.transforms,
	'work-items': data.workItems,
	workflows: data.workflows,
	workgroups: data.workgroups,
});

/** Reads every list, every single object, and the first five records of every table. */
const readEverything: Run = async (scenario) => {
	const tables = getTables(scenario);
	for (const { method, url } of listRoutes()) {
		if (method !== 'GET') continue;
		// There is no report before one is started.
		if (url === '/sod-violation-report/v1') continue;
		if (!url.includes(':')) {
			await scenario.send('GET', url);
			continue;
		}
		const table = tables[url.split('/')[1] as string];
		if (!table || url.replace(':id', '').includes(':') || /violation|bulk-update/.test(url))
			continue;
		for (let index = 0; index < Math.min(5, table.size); index++) {
			await scenario.send('GET', url.replace(':id', table.idAt(index)));
		}
	}
};

/** Starts a job and polls it while it waits and after its end. */
const followJob =
	({ start, poll }: Family): Run =>
	async ({ simulator, api, send, finishJobs }) => {
		const { body } = await start(simulator, api);
		const answer = body as Record<string, unknown>;
		const task = (answer.task ?? answer) as { id?: unknown };
		const path = poll?.({ tenant: simulator, api, answer }) ?? `/task-status/v1/${String(task.id)}`;
		await send('GET', path);
		await send('GET', '/task-status/v1');
		finishJobs();
		// A deletion leaves nothing to poll.
		if (!path.startsWith('/campaigns/v1/') || path.endsWith('/reports')) await send('GET', path);
	};

const owner = (data: Scenario['data'], index = 1) => {
	const { id, name } = data.identities.at(index)!;
	return { type: 'IDENTITY', id, name };
};

const writes: Run[] = [
	async ({ data, send, patch }) => {
		const path = '/access-profiles/v1';
		const { id, name } = data.sources.at(0)!;
		const source = { id, type: 'SOURCE', name };
		const made = await send<Identified>('POST', path, { name: 'A', owner: owner(data), source });
		await patch(`${path}/${made.id}`, 'description', 'B');
		await send('GET', `${path}/${made.id}`);
		await send('POST', `${path}/bulk-update-requestable`, [
			{ id: made.id, requestable: false },
			{ id: 'unknown', requestable: true },
		]);
		await send('DELETE', `${path}/${made.id}`);
		const unused = await send<Identified>('POST', path, { name: 'B', owner: owner(data), source });
		await send('POST', `${path}/bulk-delete`, { accessProfileIds: [unused.id] });
		const used = data.roles.at(0)!.accessProfiles[0]!.id;
		await send('POST', `${path}/bulk-delete`, { accessProfileIds: [used] });
	},
	async ({ data, send, finishJobs }) => {
		const path = '/access-requests/v1';
		const approvalSchemes = [{ approverType: 'OWNER', approverId: null }];
		for (let index = 0; index < 4; index++) {
			data.accessProfiles.update(data.accessProfiles.idAt(index), {
				accessRequestConfig: { approvalSchemes },
				owner: owner(data, 0),
			});
		}
		const ask = async (index: number) => {
			const requestedItems = [
				{ type: 'ACCESS_PROFILE', id: data.accessProfiles.idAt(index), comment: 'For the audit' },
			];
			const requestedFor = [data.identities.idAt(3)];
			const body = { requestedFor, requestType: 'GRANT_ACCESS', requestedItems };
			return await send<{ newRequests: { accessRequestIds: string[] }[] }>('POST', path, body);
		};
		const started = await ask(0);
		await ask(0);
		const [accountActivityId] = started.newRequests[0]!.accessRequestIds;
		await send('GET', '/access-request-status/v1');
		await send('POST', `${path}/cancel`, { accountActivityId, comment: 'No longer needed' });
		const closed = await ask(1);
		await send('POST', `${path}/close`, {
			accessRequestIds: closed.newRequests[0]!.accessRequestIds,
		});
		await ask(2);
		await ask(3);
		const approvals = '/access-request-approvals/v1';
		const pending = await send<Identified[]>('GET', `${approvals}/pending`);
		const [first, second, third] = pending.map(({ id }) => id);
		await send('POST', `${approvals}/${first}/approve`, { comment: 'Approved' });
		await send('POST', `${approvals}/${second}/reject`, { comment: 'Rejected' });
		await send('POST', `${approvals}/${third}/forward`, {
			newOwnerId: data.identities.idAt(5),
			comment: 'Please decide',
		});
		await send('GET', `${approvals}/pending?owner-id=${data.identities.idAt(5)}`);
		await send('GET', `${approvals}/completed`);
		await send('GET', `${approvals}/approval-summary`);
		finishJobs();
		await send('GET', '/access-request-status/v1');
		await send('GET', `/requestable-objects/v1?identity-id=${data.identities.idAt(3)}`);
	},
	async ({ data, send, patch, finishJobs }) => {
		const path = '/accounts/v1';
		const file = [...data.accounts].find(({ connectionType }) => connectionType === 'file')!;
		const sourceId = file.sourceId;
		await send('POST', path, { attributes: { sourceId, id: 'new', accountName: 'new' } });
		await patch(`${path}/${file.id}`, 'identityId', data.identities.idAt(2));
		await send('PUT', `${path}/${file.id}`, { attributes: { sourceId, id: file.nativeIdentity } });
		for (const command of ['disable', 'enable', 'unlock', 'reload']) {
			await send('POST', `${path}/${file.id}/${command}`, {});
		}
		const identityIds = [data.identities.idAt(1), 'unknown'];
		for (const command of ['disable', 'enable']) {
			await send('POST', `/identities-accounts/v1/${command}`, { identityIds });
		}
		await send('GET', '/task-status/v1');
		await send('GET', '/das/v1/tasks/1');
		finishJobs();
		await send('GET', '/task-status/v1');
		await send('GET', '/das/v1/tasks/1');
		await send('DELETE', `${path}/${file.id}`);
	},
	async ({ data, send, patch, finishJobs }) => {
		const path = '/campaigns/v1';
		const made = await send<Identified>('POST', path, {
			name: 'Review',
			description: 'All',
			type: 'SEARCH',
			searchCampaignInfo: { type: 'IDENTITY', query: '*' },
		});
		await send('GET', `${path}/${made.id}`);
		await patch(`${path}/${made.id}`, 'name', 'Renamed');
		finishJobs();
		await send('POST', `${path}/${made.id}/activate`, {});
		finishJobs();
		await send('GET', `${path}?detail=FULL`);
		await send('POST', `${path}/${made.id}/complete`, {});
		const active = [...data.certifications].find(({ phase }) => phase === 'ACTIVE')!;
		const campaign = active.campaign as { id: string };
		await send('POST', `${path}/${campaign.id}/reassign`, {
			certificationIds: [active.id],
			reassignTo: owner(data, 2),
			reason: 'Vacation',
		});
		const tasks = await send<Identified[]>('GET', '/certification-tasks/v1');
		await send('GET', `/certification-tasks/v1/${tasks[0]!.id}`);
		const certification = `/certifications/v1/${active.id}`;
		const items = await send<Identified[]>('GET', `${certification}/access-review-items`);
		const decide = items.map(({ id }) => ({ id, decision: 'APPROVE', bulk: false }));
		await send('POST', `${certification}/decide`, decide);
		const reassign = [{ id: active.id, type: 'TARGET_SUMMARY' }];
		const body = { reassign, reassignTo: data.identities.idAt(3), reason: 'Vacation' };
		await send('POST', `${certification}/reassign`, body);
		await send('POST', `${certification}/reassign-async`, body);
		await send('GET', `${certification}/reviewers`);
		await send('POST', `${certification}/sign-off`);
		await send('GET', certification);
	},
	async ({ data, api, send }) => {
		const path = '/form-definitions/v1';
		const made = await send<Identified>('POST', path, { name: 'Form', owner: owner(data) });
		await send('PATCH', `${path}/${made.id}`, [{ op: 'replace', path: '/name', value: 'Renamed' }]);
		const file = await api.send<{ fileId: string }>(
			'POST',
			`${path}/${made.id}/upload`,
			form('file', 'text'),
		);
		await send('GET', `${path}/${made.id}/file/${file.body.fileId}`);
		await send('DELETE', `${path}/${made.id}`);
	},
	async ({ data, send, patch, finishJobs }) => {
		await patch(`/entitlements/v1/${data.entitlements.idAt(0)}`, 'requestable', true);
		await send('POST', `/identities/v1/${data.identities.idAt(4)}/reset`);
		await send('POST', `/identities/v1/${data.identities.idAt(4)}/synchronize-attributes`);
		await send('POST', `/sources/v1/${data.sources.idAt(0)}/synchronize-attributes`);
		await send('DELETE', `/identities/v1/${data.identities.idAt(4)}`);
		await send('DELETE', '/identity-attributes/v1/bulk-delete', { ids: ['location'] });
		await send('GET', '/identity-attributes/v1');
		const path = '/identity-profiles/v1';
		const { id, name } = data.sources.at(0)!;
		const authoritativeSource = { type: 'SOURCE', id, name };
		const made = await send<Identified>('POST', path, { name: 'Profile', authoritativeSource });
		await patch(`${path}/${made.id}`, 'description', 'Renamed');
		await send('POST', `${path}/bulk-delete`, [made.id]);
		finishJobs();
	},
	async ({ data, send }) => {
		const path = '/launchers/v1';
		const launcher = {
			name: 'L',
			description: 'L',
			type: 'INTERACTIVE_PROCESS',
			config: '{}',
			disabled: false,
		};
		const made = await send<Identified>('POST', path, launcher);
		await send('PUT', `${path}/${made.id}`, { ...launcher, name: 'Renamed' });
		await send('POST', `${path}/${made.id}/launch`);
		await send('GET', `${path}?limit=1`);
		await send('DELETE', `${path}/${made.id}`);
		await send('GET', `/search/v1/identities/${data.identities.idAt(0)}`);
	},
	async ({ data, api, send, patch, finishJobs }) => {
		const sources = '/non-employee-sources/v1';
		const made = await send<Identified>('POST', sources, {
			name: 'Contractors',
			description: 'External',
			owner: { id: data.identities.idAt(1) },
		});
		await patch(`${sources}/${made.id}`, 'description', 'Contractors');
		await send('GET', `${sources}?non-employee-count=true`);
		const path = '/non-employee-records/v1';
		const person = {
			accountName: 'a.b',
			firstName: 'A',
			lastName: 'B',
			email: 'a@acme.example',
			phone: '1',
			manager: 'c.d',
			sourceId: made.id,
			startDate: '2026-01-01T00:00:00Z',
			endDate: '2026-12-31T00:00:00Z',
		};
		const one = await send<Identified>('POST', path, person);
		await send('PUT', `${path}/${one.id}`, { ...person, phone: '2' });
		await patch(`${path}/${one.id}`, 'phone', '3');
		const csv = `${Object.keys(person).join(',')}\n${Object.values(person).join(',')}\n`;
		await api.send('POST', `${sources}/${made.id}/non-employee-bulk-upload`, form('data', csv));
		await send('GET', `${sources}/${made.id}/non-employee-bulk-upload/status`);
		finishJobs();
		await send('GET', `${sources}/${made.id}/non-employee-bulk-upload/status`);
		await send('DELETE', `${path}/${one.id}`);
		await send('POST', `${path}/bulk-delete`, { ids: [data.nonEmployeeRecords.idAt(0)] });
		await send('DELETE', `${sources}/${made.id}`);
	},
	async ({ api, send, patch }) => {
		await patch('/org-config/v1', 'timeZone', 'Europe/Berlin');
		for (const version of ['v1', 'v2']) {
			const config = await send('GET', `/access-request-config/${version}`);
			await send('PUT', `/access-request-config/${version}`, config);
		}
		await api.send('PUT', '/password-dictionary/v1', form('file', 'secret\n'));
		await send('GET', '/password-dictionary/v1');
		const token = await send<Identified>('POST', '/personal-access-tokens/v1', {
			name: 'Token',
			userAwareTokenNeverExpires: true,
		});
		await send('GET', '/personal-access-tokens/v1');
		await send('DELETE', `/personal-access-tokens/v1/${token.id}`);
		await send('POST', '/ai-access-request-recommendations/v1/viewed-items/bulk-create', [
			{ identityId: 'i', access: { id: 'a', type: 'ACCESS_PROFILE' } },
		]);
	},
	async ({ data, send, finishJobs }) => {
		const report = await send<Identified>('POST', '/reports/v1/run', { reportType: 'ACCOUNTS' });
		finishJobs();
		await send('GET', `/reports/v1/${report.id}?fileFormat=csv`);
		await send('GET', `/reports/v1/${report.id}?fileFormat=pdf`);
		const sod = await send<Identified>('POST', '/sod-violation-report/v1/run', {});
		const policy = `/sod-policies/v1/${data.sodPolicies.idAt(0)}`;
		await send('POST', `${policy}/evaluate`);
		await send('GET', `${policy}/violation-report`);
		await send('GET', '/sod-violation-report/v1');
		finishJobs();
		await send('GET', '/sod-violation-report/v1');
		await send('GET', `/sod-violation-report/v1/${sod.id}/download`);
		await send('GET', `/sod-violation-report/v1/${sod.id}/download/mine`);
	},
	async ({ send, finishJobs }) => {
		const path = '/role-mining-sessions/v1';
		const session = await send<Identified>('POST', path, { scope: {} });
		finishJobs();
		await send('GET', path);
		await send('GET', `${path}/${session.id}`);
		const role = `${path}/${session.id}/potential-roles/r`;
		const { exportId } = await send('POST', `${role}/export-async`, {});
		finishJobs();
		await send('GET', `${role}/export-async/${String(exportId)}/download`);
		await send('POST', `${role}/provision?min-entitlement-popularity=10`, { roleName: 'Mined' });
		await send('POST', '/role-propagation/v1');
		await send('GET', '/role-propagation/v1/is-running');
		await send('POST', '/role-propagation/v1/terminate');
		await send('POST', '/roles/v1/access-model-metadata/bulk-update/filter', {
			filters: 'requestable eq true',
			operation: 'REPLACE',
			replaceScope: 'ATTRIBUTE',
			values: [{ attribute: 'iscPrivacy', values: ['low'] }],
		});
		await send('GET', '/roles/v1/access-model-metadata/bulk-update');
	},
	async ({ data, send, patch }) => {
		const made = await send<Identified>('POST', '/roles/v1', { name: 'Role', owner: owner(data) });
		await patch(`/roles/v1/${made.id}`, 'description', 'Changed');
		await send('DELETE', `/roles/v1/${made.id}`);
		const saved = await send<Identified>('POST', '/saved-searches/v1', {
			indices: ['identities'],
			query: '*',
			name: 'All',
		});
		await send('POST', `/saved-searches/v1/${saved.id}/execute`, {});
		await send('DELETE', `/saved-searches/v1/${saved.id}`);
		for (const indices of [
			['identities'],
			['accessprofiles'],
			['roles'],
			['entitlements'],
			['events'],
			['accountactivities'],
		]) {
			await send('POST', '/search/v1?count=true', { indices, query: { query: '*' }, sort: ['id'] });
		}
		await send('POST', '/search/v1/count', { indices: ['identities'], query: { query: '*' } });
		await send('POST', '/search/v1/aggregate', {
			indices: ['identities'],
			query: { query: '*' },
			aggregationType: 'SAILPOINT',
			aggregations: {
				bucket: { name: 'by location', field: 'attributes.location', type: 'TERMS' },
			},
		});
	},
	async ({ data, send, patch }) => {
		const segment = await send<Identified>('POST', '/segments/v1', { name: 'Segment' });
		await patch(`/segments/v1/${segment.id}`, 'description', 'Changed');
		await send('DELETE', `/segments/v1/${segment.id}`);
		const desks = '/service-desk-integrations/v1';
		const desk = { name: 'Desk', description: 'Desk', type: 'Generic', attributes: {} };
		const made = await send<Identified>('POST', desks, desk);
		await send('PUT', `${desks}/${made.id}`, desk);
		await patch(`${desks}/${made.id}`, 'description', 'Changed');
		await send('DELETE', `${desks}/${made.id}`);
		const policies = '/sod-policies/v1';
		const policy = { name: 'Policy', ownerRef: owner(data) };
		const created = await send<Identified>('POST', policies, policy);
		await patch(`${policies}/${created.id}`, 'description', 'Changed');
		await send('PUT', `${policies}/${created.id}`, policy);
		await send('DELETE', `${policies}/${created.id}`);
		await patch(`/source-apps/v1/${data.sourceApps.idAt(0)}`, 'description', 'Changed');
		const transform = { name: 'T', type: 'upper', attributes: {} };
		const { id } = await send<Identified>('POST', '/transforms/v1', transform);
		await send('DELETE', `/transforms/v1/${id}`);
	},
	async ({ data, send, patch }) => {
		const path = '/sources/v1';
		const source = { name: 'Source', owner: owner(data), connector: 'delimited-file' };
		const made = await send<Identified>('POST', path, source);
		await patch(`${path}/${made.id}`, 'description', 'Changed');
		await send('PUT', `${path}/${made.id}`, { ...made, name: 'Renamed' });
		await send('GET', `${path}/${made.id}`);
		const datasets = `${path}/${made.id}/datasets`;
		const dataset = await send<Identified>('POST', datasets, { name: 'Usage' });
		await send('GET', datasets);
		await send('GET', `${datasets}/${dataset.id}`);
		await send('POST', `${datasets}/${dataset.id}/delete-objects`, {});
	},
	async ({ data, send }) => {
		const path = '/tagged-objects/v1';
		const objectRef = { type: 'ROLE', id: data.roles.idAt(0), name: 'Role' };
		await send('POST', path, { objectRef, tags: ['PCI'] });
		await send('GET', `${path}/ROLE`);
		await send('GET', `${path}/ROLE/${objectRef.id}`);
		await send('PUT', `${path}/ROLE/${objectRef.id}`, { objectRef, tags: ['SOX'] });
		await send('POST', `${path}/bulk-add`, { objectRefs: [objectRef], tags: ['PCI'] });
		await send('POST', `${path}/bulk-remove`, { objectRefs: [objectRef], tags: ['PCI'] });
		await send('DELETE', `${path}/ROLE/${objectRef.id}`);
	},
	async ({ data, send, patch, simulator }) => {
		const path = '/trigger-subscriptions/v1';
		// Accepts each event and answers later.
		const receiver = createServer((_request, response) => response.writeHead(200).end());
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const httpConfig = {
			url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
			httpDispatchMode: 'ASYNC',
			httpAuthenticationType: 'NO_AUTH',
		};
		const body = {
			name: 'Approvals',
			triggerId: 'idn:access-request-dynamic-approver',
			type: 'HTTP',
			httpConfig,
			enabled: true,
		};
		const made = await send<Identified>('POST', path, body);
		await patch(`${path}/${made.id}`, 'name', 'Renamed');
		await send('PUT', `${path}/${made.id}`, body);
		await send('GET', path);
		await send('POST', `${path}/validate-filter`, { input: { a: 1 }, filter: '$[?($.a == 1)]' });
		const invocations = '/trigger-invocations/v1';
		const started = await send<{ id: string; secret: string }[]>('POST', `${invocations}/test`, {
			triggerId: body.triggerId,
			contentJson: {},
		});
		await simulator.triggers.settled();
		await send('GET', `${invocations}/status`);
		await send('POST', `${invocations}/${started[0]!.id}/complete`, {
			secret: started[0]!.secret,
			output: { id: data.identities.idAt(1), name: 'A', type: 'IDENTITY' },
		});
		await send('GET', `${invocations}/status`);
		receiver.close();
		await send('DELETE', `${path}/${made.id}`);
	},
	async ({ data, send, patch, finishJobs }) => {
		const mine = [...data.workItems].filter(
			({ ownerId, state }) => ownerId === data.identities.idAt(0) && state === 'Pending',
		);
		await send('POST', `/work-items/v1/${mine[0]!.id}`);
		await send('POST', `/work-items/v1/${mine[1]!.id}/forward`, {
			targetOwnerId: data.identities.idAt(2),
			comment: 'Please decide',
		});
		await send('GET', '/work-items/v1/completed');
		const workflow = data.workflows.idAt(0);
		const run = await send('POST', `/workflows/v1/${workflow}/test`, { input: {} });
		await send('GET', `/workflows/v1/${workflow}/executions`);
		await send('POST', `/workflow-executions/v1/${String(run.workflowExecutionId)}/cancel`, {});
		const other = await send('POST', `/workflows/v1/execute/external/${workflow}`, { input: {} });
		finishJobs();
		const executions = `/workflow-executions/v1/${String(other.workflowExecutionId)}`;
		await send('GET', `${executions}/history`);
		await send('GET', `/workflows/v1/${workflow}/executions`);
		const path = '/workgroups/v1';
		const made = await send<Identified>('POST', path, { name: 'Group' });
		await patch(`${path}/${made.id}`, 'description', 'Changed');
		await send('POST', `${path}/bulk-delete`, { ids: [made.id, 'unknown'] });
		await send('DELETE', `${path}/${data.workgroups.idAt(0)}`);
	},
	async ({ api, send, finishJobs }) => {
		const uploads = '/configuration-hub/v1/backups/uploads';
		const backup = await api.send<Record<string, unknown>>(
			'POST',
			uploads,
			form('data', '{"objects":[]}', { name: 'Mine' }),
		);
		await send('GET', uploads);
		await send('DELETE', `${uploads}/${String(backup.body.jobId)}`);
		await send('POST', '/configuration-hub/v1/deploys', { draftId: 'd' });
		await send('GET', '/configuration-hub/v1/deploys');
		const started = await send('POST', '/sp-config/v1/export', { includeTypes: ['TRANSFORM'] });
		finishJobs();
		const exported = await send('GET', `/sp-config/v1/export/${String(started.jobId)}/download`);
		const text = JSON.stringify(exported);
		const sent = await api.send<Record<string, unknown>>(
			'POST',
			'/sp-config/v1/import',
			form('data', text),
		);
		finishJobs();
		await send('GET', `/sp-config/v1/import/${String(sent.body.jobId)}/download`);
	},
	async ({ send }) => {
		const actions = '/machine-identities/v1/3f1c0a52-6a0e-4b43-9d0c-2f4f0a1b7c11/lifecycle-actions';
		const { requestId } = await send('POST', actions, { action: 'DEACTIVATE' });
		const path = '/machine-identities/v1/lifecycle-actions';
		await send('GET', path);
		await send('POST', `${path}/${String(requestId)}/cancel`, { comment: 'No' });
		await send('GET', `${path}/${String(requestId)}`);
	},
];

/** Scenarios that together send each request that the simulator answers. */
export const scenarios: Run[] = [
	readEverything,
	...[...tasks, ...others].map(followJob),
	...writes,
];
