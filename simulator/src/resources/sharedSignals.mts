import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';

/** Adds the configuration of the Shared Signals Framework, which needs no token. */
export function addSharedSignalRoutes(app: FastifyInstance, context: SimulatorContext): void {
	app.get('/.well-known/v1/ssf-configuration', () => ({
		spec_version: '1_0',
		issuer: context.url(),
		jwks_uri: `${context.url()}/ssf/v1/jwks`,
		delivery_methods_supported: ['urn:ietf:rfc:8935'],
	}));
}
