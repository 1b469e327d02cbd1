import type { SimulatorOptions } from '../../options.mts';
import { getAccountPositions } from '../../data/accounts.mts';
import { hash } from '../../data/seededRandom.mts';
import type { AccessProfile, Account, Reference, Role } from '../../data/types.mts';
import { isPrivileged } from './access.mts';
import { short } from './document.mts';
import { kept } from './sourceTables.mts';
import type { SearchTables } from './sourceTables.mts';

const NONE: number[] = [];
const ownerPart = (owner: Reference) => ({ ...short(owner), displayName: owner.name });

/** Creates a lookup of the accounts of an identity that doesn't read other accounts. */
export function createAccountFinder(options: SimulatorOptions, tables: SearchTables) {
	const { accounts, identities } = tables;
	const writtenTo = kept([accounts], () => {
		const byIdentity = new Map<string, number[]>();
		for (const position of accounts.touched()) {
			const { identityId } = accounts.at(position) as Account;
			const places = byIdentity.get(identityId);
			if (places) places.push(position);
			else byIdentity.set(identityId, [position]);
		}
		return byIdentity;
	});
	return (position: number, identityId: string): Account[] => {
		const base =
			position < identities.table.baseSize ? getAccountPositions(options.counts, position) : NONE;
		const written = writtenTo().get(identityId);
		const places = written ? new Set([...base, ...written]) : base;
		const found: Account[] = [];
		for (const place of places) {
			const account = accounts.at(place);
			if (account?.identityId === identityId) found.push(account);
		}
		return found;
	};
}

export interface AccessItem {
	id: string;
	type: string;
	[field: string]: unknown;
}

/** Creates a lookup of the access of an identity: a role for every other one, and access profiles. */
export function createAccessFinder(seed: number, tables: SearchTables) {
	const { accessProfiles, roles, entitlements } = tables;
	const ofProfile = (profile: AccessProfile): AccessItem[] => [
		{
			...short(profile),
			displayName: profile.name,
			description: profile.description,
			type: 'ACCESS_PROFILE',
			source: short(profile.source),
			owner: ownerPart(profile.owner),
			revocable: true,
		},
		...(profile.entitlements ?? []).map(({ id, name }) => {
			const entitlement = entitlements.get(id);
			return {
				...{ id, name, displayName: name, description: entitlement?.description ?? null },
				type: 'ENTITLEMENT',
				source: short(entitlement?.source ?? profile.source),
				privileged: entitlement ? isPrivileged(entitlement) : false,
				attribute: entitlement?.attribute ?? null,
				value: entitlement?.value ?? null,
				standalone: false,
			};
		}),
	];
	const ofRole = (role: Role): AccessItem => ({
		...short(role),
		displayName: role.name,
		description: role.description,
		type: 'ROLE',
		owner: ownerPart(role.owner),
		disabled: !role.enabled,
		revocable: false,
	});
	const bundles = kept(
		[accessProfiles, roles, entitlements],
		() => new Map<string, AccessItem[]>(),
	);
	// A million identities share these lists, so they are never changed.
	return (position: number): AccessItem[] => {
		const random = hash(seed + 31, position);
		const role = position % 2 === 0 && roles.end ? roles.at(random % roles.end) : undefined;
		const profile = accessProfiles.end
			? accessProfiles.at((random >>> 6) % accessProfiles.end)
			: undefined;
		const key = `${role?.id} ${profile?.id}`;
		const known = bundles().get(key);
		if (known) return known;
		const ids = new Set([...(role?.accessProfiles ?? []).map(({ id }) => id)]);
		if (profile) ids.add(profile.id);
		const items = new Map<string, AccessItem>();
		if (role) items.set(role.id, ofRole(role));
		for (const id of ids) {
			const held = accessProfiles.get(id);
			for (const item of held ? ofProfile(held) : []) items.set(item.id, item);
		}
		const list = [...items.values()];
		bundles().set(key, list);
		return list;
	};
}

type Owned = Record<string, { id: string; name: string }[]>;

/** Creates a lookup of the objects that an identity owns. */
export function createOwnedFinder(tables: SearchTables) {
	const { sources, entitlements, accessProfiles, roles, sourceApps, workgroups } = tables;
	const owning = { sources, entitlements, accessProfiles, roles };
	const more = { apps: sourceApps, governanceGroups: workgroups };
	const all = { ...owning, ...more };
	const byOwner = kept(Object.values(all), () => {
		const owners = new Map<string, Owned>();
		for (const [kind, table] of Object.entries(all)) {
			for (let position = 0; position < table.end; position++) {
				const record = table.at(position);
				const owner = (record?.owner as Reference | null | undefined)?.id;
				if (!record || !owner) continue;
				const owned = owners.get(owner) ?? {};
				owners.set(owner, owned);
				(owned[kind] ??= []).push(short(record as unknown as Reference));
			}
		}
		return owners;
	});
	return (identityId: string): Owned => byOwner().get(identityId) ?? {};
}
