import type { ICredentialDataDecryptedObject, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Host } from './host';
import { hostFailure } from './errors/hostFailure';
import { BadInput } from './errors/failures';
import { originOf } from './origin';
import { Tally } from './pace/tally';
import { Width } from './pace/width';
import { expiresSoon, isForeign, storedToken, type StoredToken } from './token';

/** One credential in use during one execution. */
export interface Session {
	host: Host;
	/** Aborted when the execution ends early: nothing is sent after that. */
	signal?: AbortSignal;
	/** The only origin that gets the token. */
	origin: string;
	credential: ICredentialDataDecryptedObject;
	token?: StoredToken;
	/** What the execution has cost so far. */
	tally: Tally;
	/** How many requests of the execution are worth having under way. */
	width: Width;
}

/** Makes one request, once it may go. */
type Transmit = () => Promise<IN8nHttpFullResponse>;

/*
 * Shared by all executions of the process, as the host's store of tokens is: by credential, the call that
 * gets the first token, the renewal under way, and the last token that ISC itself made for this credential.
 */
const firstCalls = new Map<string, Promise<unknown>>();
const renewals = new Map<string, Promise<boolean>>();
const vouchedFor = new Map<string, string>();

/** How many requests an execution has under way at most, unless the user says otherwise. */
export const MAX_PARALLEL = 50;

/**
 * @param parallel how many requests may be under way at a time
 * @param signal ends the session early; the host's own signal unless given
 * @throws BadInput if the credential cannot work; no request is made
 */
export async function openSession(
	host: Host,
	{
		parallel = MAX_PARALLEL,
		signal = host.cancelSignal,
	}: { parallel?: number; signal?: AbortSignal } = {},
): Promise<Session> {
	const credential = await host.credential();
	const origin = originOf(String(credential.accessTokenUrl ?? ''));
	return {
		host,
		signal,
		origin,
		credential,
		token: storedToken(credential),
		tally: new Tally(),
		width: new Width(parallel),
	};
}

/**
 * @param credential the credential as it resolves for one input item
 * @throws BadInput if it names another tenant or client than the session: n8n would sign the request for the session's
 */
export function assertSameTenant(
	session: Session,
	credential: ICredentialDataDecryptedObject,
): void {
	const origin = originOf(String(credential.accessTokenUrl ?? ''));
	if (origin === session.origin && credential.clientId === session.credential.clientId) return;
	throw new BadInput(
		'Credential',
		`gives ${origin === session.origin ? 'another client ID' : `another tenant (${origin})`} for this item than for the first one (${session.origin})`,
		'One run of the node works with one tenant. Put a Loop Over Items node with a batch size of 1 before this node, or use one node for each tenant.',
	);
}

/** Has one request made with a token that is there, belongs to the credential and lasts long enough. */
export async function requestWithToken(
	session: Session,
	transmit: Transmit,
): Promise<IN8nHttpFullResponse> {
	if (!session.token) return await firstCall(session, transmit);
	if (shouldRenew(session)) await renew(session);
	return await transmit();
}

/**
 * The host gets one token for each call that finds none, so the first call goes alone and the rest wait
 * for it. If it could not sign in, neither can they: they fail the same way, without asking again.
 */
async function firstCall(session: Session, transmit: Transmit): Promise<IN8nHttpFullResponse> {
	const { host } = session;
	const ahead = firstCalls.get(host.credentialId);
	if (ahead) {
		const refused = await ahead;
		if (refused) throw refused;
		await reload(session);
		return await requestWithToken(session, transmit);
	}
	const call = transmit();
	const settled = call.then(
		() => undefined,
		(error: unknown) => (hostFailure(error).kind === 'signIn' ? error : undefined),
	);
	firstCalls.set(host.credentialId, settled);
	try {
		return await call;
	} finally {
		firstCalls.delete(host.credentialId);
		await reload(session);
	}
}

function shouldRenew(session: Session): boolean {
	const { token, credential, origin, host } = session;
	if (!token) return false;
	if (token.renewable && expiresSoon(token, Date.now())) return true;
	return (
		isForeign(token, credential, origin) && vouchedFor.get(host.credentialId) !== madeFor(session)
	);
}

/** A token together with what it was asked for with: another client or tenant is another matter. */
const madeFor = ({ token, credential, origin }: Session) =>
	JSON.stringify([token?.claims, credential.clientId, origin]);

async function renew(session: Session): Promise<void> {
	const { host } = session;
	// Another execution may have renewed the token since this session read it.
	await reload(session);
	if (!shouldRenew(session)) return;

	const underWay = renewals.get(host.credentialId) ?? renewNow(session);
	renewals.set(host.credentialId, underWay);
	try {
		const isFresh = await underWay;
		await reload(session);
		// A fresh token is ISC's own answer to this credential: were its claims odd, asking again would not help.
		if (isFresh) vouchedFor.set(host.credentialId, madeFor(session));
	} finally {
		renewals.delete(host.credentialId);
	}
}

/** @returns whether there is a new token; false where the old one has to do, and can */
async function renewNow({ host, token, credential, origin }: Session): Promise<boolean> {
	return await host.renewToken().then(
		() => true,
		(error: unknown) => {
			const usable =
				token?.expiresAt !== undefined &&
				Date.now() < token.expiresAt &&
				!isForeign(token, credential, origin);
			if (!usable) throw error;
			host.log('The token could not be renewed ahead of time; it is used until it expires');
			return false;
		},
	);
}

/** Reads the credential anew: other executions, and the host itself, store tokens as well. */
async function reload(session: Session): Promise<void> {
	session.credential = await session.host.credential();
	session.token = storedToken(session.credential);
}
