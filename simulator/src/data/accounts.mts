import type { Counts } from '../options.mts';
import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { countUncorrelated } from './identities.mts';
import { dashed, hash } from './seededRandom.mts';
import { isFileSource, getSourceName } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { Account } from './types.mts';

/** Returns the positions of the seeded accounts of an identity: the inverse of `buildAccount`. */
export function getAccountPositions(counts: Counts, identity: number): number[] {
	const people = Math.max(1, counts.identities);
	const places: number[] = [];
	if (identity < people) {
		for (let place = identity; place < counts.accounts; place += people) {
			if (place % 50 !== 49) places.push(place);
		}
		return places;
	}
	const step = 50 * Math.max(1, countUncorrelated(counts.identities));
	for (let place = (identity - people) * 50 + 49; place < counts.accounts; place += step) {
		places.push(place);
	}
	return places;
}

/** Builds the account at an index: each identity has one on the first source before any has a second one. */
export function buildAccount(context: RecordBuilderContext, index: number, id: string): Account {
	const { counts } = context;
	const people = Math.max(1, counts.identities);
	const uncorrelated = index % 50 === 49;
	const owner = uncorrelated
		? people + (Math.floor(index / 50) % Math.max(1, countUncorrelated(counts.identities)))
		: index % people;
	const person = context.personName(owner);
	const source = Math.floor(index / people) % Math.max(1, counts.sources);
	const file = isFileSource(source);
	const created = getCreatedDate(index, counts.accounts);
	const name = uncorrelated ? `orphan${index}` : `${person.alias}.${Math.floor(index / people)}`;
	const sourceOwner = context.identityRef(source + 1);
	const random = hash(context.seed, index);
	return {
		id,
		name,
		created,
		modified: getModifiedDate(created, index % 60),
		sourceId: context.idOf('source', source),
		sourceName: getSourceName(source),
		identityId: context.idOf('identity', owner),
		cloudLifecycleState: uncorrelated ? null : 'active',
		identityState: uncorrelated ? null : 'ACTIVE',
		connectionType: file ? 'file' : 'direct',
		isMachine: false,
		recommendation: null,
		attributes: {
			accountName: name,
			displayName: person.full,
			email: `${person.alias}@acme.example`,
			department: context.words.departments[random % context.words.departments.length],
			memberOf: [`group-${random % 20}`],
		},
		authoritative: source === 0,
		description: null,
		disabled: random % 11 === 0,
		locked: random % 29 === 0,
		nativeIdentity: file ? String(700000 + index) : `CN=${name},OU=People,DC=acme,DC=example`,
		systemAccount: false,
		uncorrelated,
		uuid: file ? null : dashed(id),
		manuallyCorrelated: false,
		hasEntitlements: random % 3 !== 0,
		identity: {
			type: 'IDENTITY',
			id: context.idOf('identity', owner),
			name: uncorrelated ? person.alias : person.full,
		},
		sourceOwner,
		features: file ? 'DIRECT_PERMISSIONS, NO_RANDOM_ACCESS' : 'AUTHENTICATE, ENABLE, PROVISIONING',
		origin: random % 5 === 0 ? 'PROVISIONED' : 'AGGREGATED',
		ownerIdentity: null,
	};
}
