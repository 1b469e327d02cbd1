import type { SimulatorContext } from '../simulatorContext.mts';
import type { Account, Identity, Source } from '../data/types.mts';

export type OwnerFinder = (hints: unknown[]) => Identity | undefined;

/** Builds a new account on a source, correlated with the identity that has the same alias or email address. */
export function buildNewAccount(
	context: SimulatorContext,
	source: Source,
	attributes: Record<string, unknown>,
	findOwner: OwnerFinder = createOwnerFinder(context),
): Omit<Account, 'id'> {
	const now = context.timestamp();
	const native = String(
		attributes.nativeIdentity ?? attributes.id ?? attributes.accountName ?? now,
	);
	const name = String(attributes.accountName ?? attributes.name ?? native);
	const owner = findOwner([name, attributes.uid, attributes.email]);
	const file = source.connectionType === 'file';
	const user = context.user();
	const caller = { id: user.id, name: user.alias };
	return {
		name,
		created: now,
		modified: now,
		sourceId: source.id,
		sourceName: source.name,
		// An account always has an identity. Without a match, it gets the current user's.
		identityId: owner?.id ?? caller.id,
		cloudLifecycleState: owner?.lifecycleState?.stateName ?? null,
		identityState: owner ? 'ACTIVE' : null,
		connectionType: file ? 'file' : 'direct',
		isMachine: false,
		recommendation: null,
		attributes,
		authoritative: source.authoritative,
		description: null,
		disabled: false,
		locked: false,
		nativeIdentity: native,
		systemAccount: false,
		uncorrelated: !owner,
		uuid: null,
		manuallyCorrelated: false,
		hasEntitlements: false,
		identity: { type: 'IDENTITY', id: owner?.id ?? caller.id, name: owner?.name ?? caller.name },
		sourceOwner: source.owner,
		features: file ? 'DIRECT_PERMISSIONS, NO_RANDOM_ACCESS' : 'AUTHENTICATE, ENABLE, PROVISIONING',
		origin: 'AGGREGATED',
		ownerIdentity: null,
	};
}

/** Creates a lookup of identities by alias or email address, which reads the table once. */
export function createOwnerFinder(context: SimulatorContext): OwnerFinder {
	let byHint: Map<string, Identity> | undefined;
	return (hints) => {
		if (!byHint) {
			byHint = new Map();
			for (const identity of context.data.identities) {
				byHint.set(identity.alias, identity);
				if (identity.emailAddress) byHint.set(identity.emailAddress, identity);
			}
		}
		for (const hint of hints) {
			const owner = byHint.get(String(hint ?? '').toLowerCase());
			if (owner) return owner;
		}
		return undefined;
	};
}
