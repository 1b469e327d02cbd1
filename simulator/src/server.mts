import fastify from 'fastify';
import './fastifyTypes.mts';
import type { SimulatorContext } from './simulatorContext.mts';
import { addAdminRoutes } from './admin/adminRoutes.mts';
import { RequestLog } from './requestLog.mts';
import { createData, resetData } from './data/data.mts';
import type { SimulatorData } from './data/data.mts';
import { Faults } from './faults/faults.mts';
import { addGateway } from './gateway/gateway.mts';
import { perServiceUrl } from './gateway/version.mts';
import { addParsers } from './http/parsers.mts';
import { addAuthorizeRoutes } from './oauth/authorizeRoutes.mts';
import { Clients } from './oauth/clients.mts';
import { AuthorizationCodes } from './oauth/authorizationCodes.mts';
import { addTokenRoutes } from './oauth/tokenRoutes.mts';
import { Tokens } from './oauth/tokens.mts';
import { completeOptions } from './options.mts';
import type { OptionsInput, SimulatorOptions } from './options.mts';
import { addResources } from './resources/index.mts';
import { Triggers } from './triggers/triggers.mts';
import { emitDataChangeEvents } from './triggers/dataChangeEvents.mts';

export { defaultClients } from './oauth/clients.mts';
export type { OptionsInput, SimulatorOptions } from './options.mts';

/** A running simulator. */
export interface Simulator {
	/** Base URL for API and sign-in, such as `http://127.0.0.1:4010`. */
	url: string;
	/** The current options; most can be changed at runtime. */
	options: SimulatorOptions;
	counters: RequestLog;
	faults: Faults;
	clients: Clients;
	tokens: Tokens;
	data: SimulatorData;
	/** Event triggers: `emit` emits an event, `settled` waits for its deliveries. */
	triggers: Triggers;
	/** Restores data, clients, tokens, triggers, faults and counters as they were at the start. */
	reset(): void;
	close(): Promise<void>;
}

/** Starts a simulator on 127.0.0.1. */
export async function startSimulator(input: OptionsInput = {}): Promise<Simulator> {
	const options = completeOptions(input);
	const data = createData(options);
	let url = '';
	const context: SimulatorContext = {
		options,
		data,
		clients: new Clients(options.redirectUris, options.acceptLocalN8n),
		codes: new AuthorizationCodes(options.now),
		tokens: new Tokens(options),
		counters: new RequestLog(options.logSize),
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
	emitDataChangeEvents(context);
	const app = fastify({
		rewriteUrl: (request) => perServiceUrl(request.url ?? '/'),
		// Also closes kept-alive connections, so that closing never waits for a client.
		forceCloseConnections: true,
	});
	addParsers(app);
	const { limiter } = addGateway(app, context);
	addTokenRoutes(app, context);
	addAuthorizeRoutes(app, context);
	addResources(app, context);
	addAdminRoutes(app, context);
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
