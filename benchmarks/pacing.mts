/* How several processes share the rate limit of one client, in virtual time: npx tsx benchmarks/pacing.mts */
import { WINDOW } from '../nodes/client/pace/requestWindow.ts';
import {
	LIMIT,
	simulate,
	type Gateway,
	type Process,
} from '../test/unit/client/pace/simulation.mts';
import { markdownTable } from './markdown.mts';
