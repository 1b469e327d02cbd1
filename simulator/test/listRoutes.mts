import fastify from 'fastify';
import type { RouteOptions } from 'fastify';
import type { SimulatorContext } from '../src/simulatorContext.mts';
import { createData } from '../src/data/data.mts';
import { completeOptions } from '../src/options.mts';
import { addResources } from '../src/resources/index.mts';
import { Triggers } from '../src/triggers/triggers.mts';

/** Returns the routes of ISC's services, without starting a simulator. */
export function listRoutes(): RouteOptions[] {
	const found: RouteOptions[] = [];
	const app = fastify();
	app.addHook('onRoute', (route) => void (route.method !== 'HEAD' && found.push(route)));
	const options = completeOptions();
	const data = createData(options);
	const triggers = new Triggers(options, () => '');
	addResources(app, { options, data, triggers } as unknown as SimulatorContext);
	return found;
}
