import type { FastifyInstance, FastifyRequest } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { Getter } from '../filter/fields.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { Account } from '../data/types.mts';
import { emitProvisioningCompleted } from '../triggers/taskEvents.mts';
import { parseList, parseObjectBody, requireFields } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { applyJsonPatch } from '../http/jsonPatch.mts';
import { addGet, addList, getRecordOr404 } from './resource.mts';
import { buildNewAccount } from './createAccount.mts';
import { runTask } from './tasks.mts';

const PATH = '/accounts/v1';

/** The fields that each command on an account changes. */
const commands: Record<string, Partial<Account>> = {
	enable: { disabled: false },
	disable: { disabled: true },
	unlock: { locked: false },
	reload: {},
};

const getters: Record<string, Getter<Account>> = {
	entitlements: (account) => account.attributes.memberOf,
	'identity.correlated': (account) => !account.uncorrelated,
	'identity.identityState': (account) => account.identityState,
	'source.displayableName': (account) => account.sourceName,
	'source.authoritative': (account) => account.authoritative,
	'source.connectionType': (account) => account.connectionType,
};

function slim(account: Account) {
	const { attributes: _attributes, ...rest } = account;
	return rest;
}

/** Changes an account in a task. Returns the ID of the task. */
function change(
	context: SimulatorContext,
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

function getAttributes(request: FastifyRequest, required: string[]): Record<string, unknown> {
	const body = parseObjectBody(request);
	requireFields(body, required);
	if (typeof body.attributes !== 'object')
		throw badRequest('The field "attributes" must be an object.');
	return body.attributes as Record<string, unknown>;
}

/** Adds accounts. */
export function addAccountRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { accounts, identities, sources } = context.data;
	addList(app, context, PATH, {
		table: accounts,
		getters,
		present: (account, query: Query) =>
			firstValue(query, 'detailLevel') === 'SLIM' ? slim(account) : account,
	});
	addGet(app, PATH, accounts);

	app.post(PATH, (request) => {
		const { sourceId, ...attributes } = getAttributes(request, ['attributes.sourceId']);
		const source = sources.get(String(sourceId));
		if (!source) throw badRequest('The field "attributes.sourceId" names no source.');
		const account = buildNewAccount(context, source, attributes);
		return change(context, 'Account creation', account, () => accounts.add(account));
	});

	app.patch(`${PATH}/:id`, (request) => {
		const before = getRecordOr404(accounts, request);
		const mutable = ['identityId', 'manuallyCorrelated'];
		if (before.connectionType === 'file') mutable.push('attributes');
		const after = applyJsonPatch(request, before, { mutable });
		if (after.identityId !== before.identityId) {
			const owner = identities.get(String(after.identityId));
			if (!owner) throw badRequest('The field "identityId" names no identity.');
			after.identity = { type: 'IDENTITY', id: owner.id, name: owner.name };
			after.manuallyCorrelated = true;
			after.uncorrelated = false;
		}
		return accounts.replace({ ...after, modified: context.timestamp() });
	});

	app.put(`${PATH}/:id`, (request) => {
		const account = getRecordOr404(accounts, request);
		const attributes = getAttributes(request, ['attributes']);
		if (account.connectionType !== 'file') {
			throw badRequest('Only accounts of sources fed by files can be replaced.');
		}
		return change(context, 'Account update', account, () =>
			accounts.update(account.id, { attributes, modified: context.timestamp() }),
		);
	});

	app.delete(`${PATH}/:id`, (request) => {
		const account = getRecordOr404(accounts, request);
		return change(context, 'Account deletion', account, () => accounts.remove(account.id));
	});

	for (const [command, fields] of Object.entries(commands)) {
		app.post(`${PATH}/:id/${command}`, (request) => {
			const account = getRecordOr404(accounts, request);
			return change(context, `Account ${command}`, account, () => {
				accounts.update(account.id, { ...fields, modified: context.timestamp() });
				if ('disabled' in fields) emitProvisioningCompleted(context, account, command);
			});
		});
	}

	// A 207 whose items can fail although the request succeeds.
	for (const [command, disabled] of Object.entries({ enable: false, disable: true })) {
		app.post(`/identities-accounts/v1/${command}`, (request) => {
			const ids = new Set(parseList(request, 'identityIds').map(String));
			for (const { id, identityId } of accounts) {
				if (ids.has(identityId)) accounts.update(id, { disabled });
			}
			return [...ids].map((id) => {
				const found = identities.get(id) !== undefined;
				const message = found ? 'Accepted' : 'The identity does not exist';
				return { id, statusCode: found ? 202 : 404, message };
			});
		});
	}
}
