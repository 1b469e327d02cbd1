import type { Family } from './jobFamilies.mts';
import { form, id, send, source, upload } from './jobFamilies.mts';

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
