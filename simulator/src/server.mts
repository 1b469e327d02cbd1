import fastify from 'fastify';
import './fastifyTypes.mts';
import type { TenantContext } from './simulatorContext.mts';
import { controlRoutes } from './admin/adminRoutes.mts';
import { Counters } from './requestLog.mts';
import { createData, resetData } from './data/data.mts';
import type { TenantData } from './data/data.mts';
import { Faults } from './faults/faults.mts';
import { addGateway } from './gateway/gateway.mts';
import { perServiceUrl } from './gateway/version.mts';
import { addParsers } from './http/parsers.mts';
import { authorizeRoutes } from './oauth/authorizeRoutes.mts';
import { Clients } from './oauth/clients.mts';
import { Codes } from './oauth/authorizationCodes.mts';
import { tokenRoutes } from './oauth/tokenRoutes.mts';
import { Tokens } from './oauth/tokens.mts';
import { completeOptions } from './options.mts';
import type { OptionsInput, TenantOptions } from './options.mts';
import { addResources } from './resources/resources.mts';
import { Triggers } from './triggers/triggers.mts';
import { watchData } from './triggers/dataChangeEvents.mts';

export { knownClients } from './oauth/clients.mts';
export type { OptionsInput, TenantOptions } from './options.mts';

/** A running simulated tenant. */
export type Tenant = {
	/** `http://127.0.0.1:port`, for API and login alike. */
	url: string;
	/** The options in force; most may be changed while the tenant runs. */
	options: TenantOptions;
	counters: Counters;
	faults: Faults;
	clients: Clients;
	tokens: Tokens;
	data: TenantData;
	/** Event triggers: `emit` lets an event happen, `settled` waits for its deliveries. */
	triggers: Triggers;
	/** Takes data, clients, tokens, triggers, faults and counters back to the start. */
	reset(): void;
	close(): Promise<void>;
};

/** Starts a tenant on 127.0.0.1. */
export async function startTenant(input: OptionsInput = {}): Promise<Tenant> {
	const options = completeOptions(input);
	const data = createData(options);
	let url = '';
	const context: TenantContext = {
		options,
		data,
		clients: new Clients(options.redirectUris, options.acceptLocalN8n),
		codes: new Codes(options.now),
		tokens: new Tokens(options),
		counters: new Counters(options.logSize),
		faults: new Faults(),
		triggers: new Triggers(options, () => url),
		url: () => url,
		user: () => {
			const person = data.identities.at(0);
			return { id: person?.id ?? data.identities.idAt(0), alias: person?.alias ?? 'administrator' };
		},
		timestamp: () => new Date(options.now()).toISOString(),
		reset: () => {
			resetData(data);
			for (const part of [
				context.clients,
				context.codes,
				context.tokens,
				context.counters,
				context.triggers,
				limiter,
			]) {
				part.reset();
			}
			context.faults.clear();
		},
	};
	watchData(context);
	const app = fastify({
		rewriteUrl: (request) => perServiceUrl(request.url ?? '/'),
		// Ends kept-alive connections as well, so that closing never waits for a client.
		forceCloseConnections: true,
	});
	addParsers(app);
	const { limiter } = addGateway(app, context);
	tokenRoutes(app, context);
	authorizeRoutes(app, context);
	addResources(app, context);
	controlRoutes(app, context);
	url = await app.listen({ host: '127.0.0.1', port: options.port });

	const { clients, counters, faults, tokens, triggers } = context;
	return {
		...{ url, options, counters, faults, clients, tokens, data, triggers },
		reset: () => context.reset(),
		close: async () => {
			await app.close();
			await triggers.close();
		},
	};
}
