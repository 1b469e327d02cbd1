import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { pick } from './seededRandom.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { Identity } from './types.mts';

const states = ['active', 'active', 'active', 'active', 'inactive', 'prehire', 'leave'];

/** Returns the number of identities without a profile, each for one uncorrelated account. They are last. */
export function countUncorrelated(identities: number): number {
	return Math.ceil(identities / 50);
}

/** Returns the identity at an index. */
export function buildIdentity(context: RecordBuilderContext, index: number, id: string): Identity {
	const { counts, seed, words } = context;
	const created = getCreatedDate(index, counts.identities);
	const person = context.personName(index);
	const modified = getModifiedDate(created, index % 90);
	const base = { id, created, modified, alias: person.alias, lastRefresh: modified };
	if (index >= counts.identities) {
		return {
			...base,
			name: person.alias,
			emailAddress: null,
			processingState: null,
			identityStatus: 'UNREGISTERED',
			managerRef: null,
			isManager: false,
			attributes: {},
			lifecycleState: null,
		};
	}
	const state = index === 0 ? 'active' : pick(states, seed, index);
	const email = `${person.alias}@acme.example`;
	// A tree with eight reports to a manager; the first identity is at the top.
	const manager = index === 0 ? null : context.identityRef(Math.floor((index - 1) / 8));
	return {
		...base,
		name: person.full,
		emailAddress: email,
		processingState: index % 97 === 96 ? 'ERROR' : 'OK',
		identityStatus: state === 'active' ? 'ACTIVE' : 'UNREGISTERED',
		managerRef: manager,
		isManager: index * 8 + 1 < counts.identities,
		attributes: {
			uid: person.alias,
			firstname: person.first,
			lastname: person.last,
			displayName: person.full,
			email,
			identificationNumber: String(100000 + index),
			department: pick(words.departments, seed + 1, index),
			jobTitle: pick(words.jobTitles, seed + 2, index),
			location: pick(words.cities, seed + 3, index),
			cloudLifecycleState: state,
			manager: manager?.name ?? null,
		},
		lifecycleState: { stateName: state, manuallyUpdated: false },
	};
}
