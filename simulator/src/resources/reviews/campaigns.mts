import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { patched } from '../../http/jsonPatch.mts';
import { userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { recordOf } from '../records.mts';
import { campaignNow, move, startDeletion } from './campaignLifecycle.mts';

const PATH = '/campaigns/v1';
const read = userToken(
	'idn:campaign:read',
	'idn:campaign:manage',
	'idn:campaign-report:read',
	'idn:campaign-report:manage',
);
const manage = userToken('idn:campaign:manage');
const types = ['MANAGER', 'SOURCE_OWNER', 'SEARCH', 'ROLE_COMPOSITION', 'MACHINE_ACCOUNT'];
const slim = [
	'id',
	'name',
	'description',
	'deadline',
	'type',
	'emailNotificationEnabled',
	'autoRevokeAllowed',
	'recommendationsEnabled',
	'status',
	'correlatedStatus',
	'created',
	'totalCertifications',
	'completedCertifications',
	'alerts',
];

/** Adds campaigns. */
export function campaignRoutes(app: FastifyInstance, context: TenantContext): void {
	const { campaigns } = context.data;
	const now = (campaign: Plain) => campaignNow(context, campaign);
	const short = (campaign: Plain) =>
		Object.fromEntries(slim.map((field) => [field, now(campaign)[field]]));

	addList(app, context, PATH, {
		table: campaigns,
		config: read,
		fields: {
			filters: { id: 'eq in', name: 'eq sw', status: 'eq in' },
			sorters: ['name', 'created'],
			getters: { status: (campaign) => now(campaign).status },
		},
		// Campaigns change with time alone, so that a kept selection would go stale.
		scope: () => ({ name: `at ${context.options.now()}`, test: () => true }),
		present: (campaign, query) =>
			single(query, 'detail') === 'FULL' ? now(campaign) : short(campaign),
	});
	const readOne = userToken('idn:campaign:read', 'idn:campaign:manage');
	app.get(`${PATH}/:id`, { config: readOne }, (request) => now(recordOf(campaigns, request)));

	app.post(
		PATH,
		{ config: userToken('idn:campaign:manage', 'idn:campaign-filter:read') },
		(request, reply) => {
			const body = objectBody(request);
			requireFields(body, ['name', 'description', 'type']);
			if (!types.includes(String(body.type))) throw badRequest('There is no such "type".');
			const created = context.timestamp();
			const campaign = campaigns.add({
				deadline: null,
				emailNotificationEnabled: false,
				autoRevokeAllowed: false,
				recommendationsEnabled: false,
				correlatedStatus: 'CORRELATED',
				mandatoryCommentRequirement: 'NO_DECISIONS',
				...body,
				id: undefined,
				status: null,
				created,
				modified: created,
				totalCertifications: 0,
				completedCertifications: 0,
				alerts: [],
			});
			move(context, campaign, 'generate');
			reply.code(202);
			return now(campaigns.get(campaign.id) as Plain);
		},
	);

	app.patch(`${PATH}/:id`, { config: readOne }, (request) => {
		const before = recordOf(campaigns, request);
		const fixed = ['id', 'status', 'created', 'modified', 'type', 'job', 'way', 'alerts'];
		const after = patched(request, before, { immutable: fixed });
		return short(campaigns.replace({ ...after, modified: context.timestamp() }));
	});

	for (const [command, needed] of [
		['activate', 'STAGED'],
		['complete', 'ACTIVE'],
	] as const) {
		app.post(`${PATH}/:id/${command}`, { config: manage }, (request, reply) => {
			const campaign = recordOf(campaigns, request);
			if (String(now(campaign).status).toUpperCase() !== needed) {
				throw badRequest(`The campaign is not ${needed}.`);
			}
			move(context, campaign, command);
			reply.code(202);
			return {};
		});
	}

	app.post(`${PATH}/delete`, { config: manage }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['ids']);
		if (!Array.isArray(body.ids)) throw badRequest('The field "ids" must be a list.');
		for (const id of body.ids) {
			const campaign = campaigns.get(String(id));
			if (campaign) startDeletion(context, campaign);
		}
		reply.code(202);
		return {};
	});
}
