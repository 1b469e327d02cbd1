import type { FastifyInstance } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { applyJsonPatch } from '../../http/jsonPatch.mts';
import { addList, getRecordOr404 } from '../resource.mts';
import { presentCampaign, startTransition, startDeletion } from './campaignLifecycle.mts';

const PATH = '/campaigns/v1';
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
export function addCampaignRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { campaigns } = context.data;
	const now = (campaign: AnyRecord) => presentCampaign(context, campaign);
	const short = (campaign: AnyRecord) =>
		Object.fromEntries(slim.map((field) => [field, now(campaign)[field]]));

	addList(app, context, PATH, {
		table: campaigns,
		getters: { status: (campaign) => now(campaign).status },
		// Campaigns change over time without a write, so a cached selection would be stale.
		baseFilter: () => ({ name: `at ${context.options.now()}`, test: () => true }),
		present: (campaign, query) =>
			firstValue(query, 'detail') === 'FULL' ? now(campaign) : short(campaign),
	});
	app.get(`${PATH}/:id`, (request) => now(getRecordOr404(campaigns, request)));

	app.post(PATH, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['name', 'description', 'type']);
		if (!types.includes(String(body.type))) throw badRequest('"type" has an unsupported value.');
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
		startTransition(context, campaign, 'generate');
		return now(campaigns.get(campaign.id) as AnyRecord);
	});

	app.patch(`${PATH}/:id`, (request) => {
		const before = getRecordOr404(campaigns, request);
		const fixed = ['id', 'status', 'created', 'modified', 'type', 'job', 'transition', 'alerts'];
		const after = applyJsonPatch(request, before, { immutable: fixed });
		return short(campaigns.replace({ ...after, modified: context.timestamp() }));
	});

	for (const [command, needed] of [
		['activate', 'STAGED'],
		['complete', 'ACTIVE'],
	] as const) {
		app.post(`${PATH}/:id/${command}`, (request) => {
			const campaign = getRecordOr404(campaigns, request);
			if (String(now(campaign).status).toUpperCase() !== needed) {
				throw badRequest(`The campaign is not ${needed}.`);
			}
			startTransition(context, campaign, command);
			return {};
		});
	}

	app.post(`${PATH}/delete`, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['ids']);
		if (!Array.isArray(body.ids)) throw badRequest('The field "ids" must be a list.');
		for (const id of body.ids) {
			const campaign = campaigns.get(String(id));
			if (campaign) startDeletion(context, campaign);
		}
		return {};
	});
}
