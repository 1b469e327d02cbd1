import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import {
	AuthorizeError,
	parseAuthorizeRequest,
	createUnknownConsentError,
	addQueryParameters,
} from './authorizeRequest.mts';
import type { AuthorizeRequest } from './authorizeRequest.mts';
import { renderConsentPage } from './consentPage.mts';

/** Adds the sign-in part of the authorization-code grant. */
export function addAuthorizeRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const anonymous = { config: { anonymous: true } };
	const waiting = new Map<string, AuthorizeRequest>();

	const allowed = ({ client, redirectUri, scopes, codeChallenge, state }: AuthorizeRequest) => {
		const code = context.codes.issue({ clientId: client.id, redirectUri, scopes, codeChallenge });
		return addQueryParameters(redirectUri, { code, state });
	};

	app.get('/oauth/authorize', anonymous, (request, reply) => {
		let asked: AuthorizeRequest;
		try {
			asked = parseAuthorizeRequest(context, request.query as Record<string, string | undefined>);
		} catch (error) {
			if (error instanceof AuthorizeError) return reply.redirect(error.location, 302);
			throw error;
		}
		if (context.options.authorizeMode === 'automatic') return reply.redirect(allowed(asked), 302);
		// The page holds only a ticket, so that a browser cannot change checked values.
		const ticket = randomBytes(12).toString('base64url');
		waiting.set(ticket, asked);
		return reply.type('text/html; charset=utf-8').send(
			renderConsentPage({
				tenantName: context.options.tenantName,
				clientName: asked.client.name,
				userName: context.user().alias,
				scopes: asked.scopes,
				ticket,
			}),
		);
	});

	app.post('/oauth/authorize', anonymous, (request, reply) => {
		const form = (request.body ?? {}) as { ticket?: string; decision?: string };
		const asked = waiting.get(form.ticket ?? '');
		if (!asked) throw createUnknownConsentError();
		waiting.delete(form.ticket ?? '');
		if (form.decision === 'allow') return reply.redirect(allowed(asked), 302);
		const denied = {
			error: 'access_denied',
			error_description: 'Access was denied',
			state: asked.state,
		};
		return reply.redirect(addQueryParameters(asked.redirectUri, denied), 302);
	});
}
