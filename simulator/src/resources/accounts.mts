import type { FastifyInstance, FastifyRequest } from 'fastify';
import { single } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { TenantContext } from '../simulatorContext.mts';
import type { Account } from '../data/types.mts';
import { provisioningCompleted } from '../triggers/taskEvents.mts';
import { objectBody, requireFields } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { patched } from '../http/jsonPatch.mts';
import { anyToken } from './auth.mts';
import { accountFields } from './accountFields.mts';
import { addList } from './resource.mts';
import { newAccount } from './createAccount.mts';
import { addGet, recordOf } from './records.mts';
import { runTask } from './tasks.mts';

const PATH = '/accounts/v1';
const read = anyToken('idn:accounts:read', 'idn:accounts:manage');
const manage = anyToken('idn:accounts:manage');
const manageState = anyToken('idn:accounts-state:manage');

/** What each of the small commands on an account changes. */
const commands: Record<string, Partial<Account>> = {
	enable: { disabled: false },
	disable: { disabled: true },
	unlock: { locked: false },
	reload: {},
};

function slim(account: Account) {
	const { attributes: _attributes, ...rest } = account;
	return rest;
}

/** Changes an account and answers with the id of the task that does so. */
function change(
	context: TenantContext,
	name: string,
	account: Pick<Account, 'sourceId' | 'sourceName'> & { id?: string },
	effect: () => void,
) {
	const target = { id: account.sourceId, type: 'APPLICATION', name: account.sourceName };
	const attributes = { accountId: account.id ?? null };
	const type = 'CLOUD_ACCOUNT_AGGREGATION';
	const task = { family: 'account-change', type, name, target, attributes } as const;
	return { id: runTask(context, task, effect).id };
}

function attributesOf(request: FastifyRequest, required: string[]): Record<string, unknown> {
	const body = objectBody(request);
	requireFields(body, required);
	if (typeof body.attributes !== 'object')
		throw badRequest('The field "attributes" must be an object.');
	return body.attributes as Record<string, unknown>;
}

/** Adds accounts. */
export function accountRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accounts, identities, sources } = context.data;
	addList(app, context, PATH, {
		table: accounts,
		fields: accountFields,
		config: read,
		present: (account, query: Query) =>
			single(query, 'detailLevel') === 'SLIM' ? slim(account) : account,
	});
	addGet(app, PATH, accounts, read);

	app.post(PATH, { config: manage }, (request, reply) => {
		const { sourceId, ...attributes } = attributesOf(request, ['attributes.sourceId']);
		const source = sources.get(String(sourceId));
		if (!source) throw badRequest('The field "attributes.sourceId" names no source.');
		const account = newAccount(context, source, attributes);
		reply.code(202);
		return change(context, 'Account creation', account, () => accounts.add(account));
	});

	app.patch(`${PATH}/:id`, { config: manage }, (request, reply) => {
		const before = recordOf(accounts, request);
		const mutable = ['identityId', 'manuallyCorrelated'];
		if (before.connectionType === 'file') mutable.push('attributes');
		const after = patched(request, before, { mutable });
		if (after.identityId !== before.identityId) {
			const owner = identities.get(String(after.identityId));
			if (!owner) throw badRequest('The field "identityId" names no identity.');
			after.identity = { type: 'IDENTITY', id: owner.id, name: owner.name };
			after.manuallyCorrelated = true;
			after.uncorrelated = false;
		}
		reply.code(202);
		return accounts.replace({ ...after, modified: context.timestamp() });
	});

	app.put(`${PATH}/:id`, { config: manage }, (request, reply) => {
		const account = recordOf(accounts, request);
		const attributes = attributesOf(request, ['attributes']);
		if (account.connectionType !== 'file') {
			throw badRequest('Only accounts of sources fed by files can be replaced.');
		}
		reply.code(202);
		return change(context, 'Account update', account, () =>
			accounts.update(account.id, { attributes, modified: context.timestamp() }),
		);
	});

	app.delete(`${PATH}/:id`, { config: manage }, (request, reply) => {
		const account = recordOf(accounts, request);
		reply.code(202);
		return change(context, 'Account deletion', account, () => accounts.remove(account.id));
	});

	for (const [command, fields] of Object.entries(commands)) {
		app.post(`${PATH}/:id/${command}`, { config: manageState }, (request, reply) => {
			const account = recordOf(accounts, request);
			reply.code(202);
			return change(context, `Account ${command}`, account, () => {
				accounts.update(account.id, { ...fields, modified: context.timestamp() });
				if ('disabled' in fields) provisioningCompleted(context, account, command);
			});
		});
	}
}
