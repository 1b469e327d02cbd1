import type { SimulatorContext } from '../../simulatorContext.mts';
import type { Account, Identity, AnyRecord, Source } from '../../data/types.mts';
import { buildIndexFields, short } from './document.mts';
import type { Document } from './document.mts';
import { createAccessFinder, createAccountFinder, createOwnedFinder } from './identityAccess.mts';
import { kept } from './sourceTables.mts';
import type { SearchTables } from './sourceTables.mts';

const ownKinds = [
	'sources',
	'entitlements',
	'accessProfiles',
	'roles',
	'apps',
	'governanceGroups',
] as const;

/** Returns the part of an identity's document that comes from its own record. */
function identityShell(context: SimulatorContext, record: Identity, source?: Source): Document {
	const { attributes, lifecycleState, managerRef } = record;
	const origin = source ? short(source) : null;
	return {
		id: record.id,
		name: record.name,
		displayName: attributes.displayName ?? record.name,
		firstName: attributes.firstname ?? null,
		lastName: attributes.lastname ?? null,
		email: record.emailAddress,
		phone: attributes.phone ?? null,
		created: record.created,
		modified: record.modified,
		inactive: lifecycleState?.stateName !== 'active',
		protected: false,
		status: record.identityStatus,
		employeeNumber: attributes.identificationNumber ?? null,
		manager: managerRef ? { ...short(managerRef), displayName: managerRef.name } : null,
		isManager: record.isManager,
		identityProfile: origin,
		source: origin,
		attributes,
		disabled: false,
		locked: false,
		processingState: record.processingState === 'ERROR' ? 'ERROR' : null,
		processingDetails: null,
		tags: [],
		tagCount: 0,
		visibleSegments: [],
		visibleSegmentCount: 0,
		...buildIndexFields(context, 'identity', record.modified),
	};
}

/** Fields of an identity's document that come from other tables. */
export const accessFields = [
	'accounts',
	'accountCount',
	'apps',
	'appCount',
	'access',
	'accessCount',
	'entitlementCount',
	'roleCount',
	'accessProfileCount',
	'owns',
	'ownsCount',
];

/** Creates the documents of identities: a base, and with it the access of the identity. */
export function createIdentityDocuments(context: SimulatorContext, tables: SearchTables) {
	const accountsOf = createAccountFinder(context.options, tables);
	const accessOf = createAccessFinder(context.options.seed, tables);
	const ownedBy = createOwnedFinder(tables);
	const firstSource = kept([tables.sources], () => tables.sources.at(0));
	const sourceTypes = kept([tables.sources], () => new Map<string, string | null>());
	const appsOn = kept([tables.sourceApps], () => {
		const bySource = new Map<string, AnyRecord[]>();
		for (let position = 0; position < tables.sourceApps.end; position++) {
			const app = tables.sourceApps.at(position);
			const source = (app?.accountSource as { id?: string } | null | undefined)?.id;
			if (app && source) bySource.set(source, [...(bySource.get(source) ?? []), app]);
		}
		return bySource;
	});
	const sourcePart = (account: Account) => {
		const types = sourceTypes();
		const { sourceId: id, sourceName: name } = account;
		if (!types.has(id)) types.set(id, tables.sources.get(id)?.type ?? null);
		return { id, name, type: types.get(id) };
	};
	const accountPart = (account: Account) => ({
		id: account.id,
		name: account.name,
		accountId: account.nativeIdentity,
		source: sourcePart(account),
		disabled: account.disabled,
		locked: account.locked,
		privileged: false,
		manuallyCorrelated: account.manuallyCorrelated,
		passwordLastSet: null,
		entitlementAttributes: account.hasEntitlements
			? { memberOf: account.attributes.memberOf ?? [] }
			: {},
		created: account.created,
		supportsPasswordChange: account.connectionType !== 'file',
		accountAttributes: account.attributes,
	});
	const appParts = (account: Account) =>
		(appsOn().get(account.sourceId) ?? []).map((app) => ({
			id: app.cloudAppId ?? app.id,
			name: app.name,
			source: { id: account.sourceId, name: account.sourceName },
			account: { id: account.id, accountId: account.nativeIdentity },
		}));

	const shell = (record: Identity) => identityShell(context, record, firstSource());
	const full = (record: Identity, position: number): Document => {
		const accounts = accountsOf(position, record.id);
		const access = accessOf(position);
		const owned = ownedBy(record.id);
		const apps = accounts.flatMap(appParts);
		const count = (type: string) => access.filter((item) => item.type === type).length;
		const owns = Object.fromEntries(ownKinds.map((kind) => [kind, owned[kind] ?? []]));
		return {
			...shell(record),
			accounts: accounts.map(accountPart),
			accountCount: accounts.length,
			apps,
			appCount: apps.length,
			access,
			accessCount: access.length,
			entitlementCount: count('ENTITLEMENT'),
			roleCount: count('ROLE'),
			accessProfileCount: count('ACCESS_PROFILE'),
			owns: [{ ...owns, fallbackApprover: false }],
			ownsCount: ownKinds.reduce((sum, kind) => sum + (owned[kind]?.length ?? 0), 0),
		};
	};
	return { shell, full };
}
