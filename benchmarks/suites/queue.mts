import type { Measurement } from '../measurement.mts';
import { queueBurst } from './queue/burst.mts';
import { queueFiles } from './queue/files.mts';
import { queueRateLimit } from './queue/rateLimit.mts';
import { queueRepeats } from './queue/repeats.mts';
import { queueSlots } from './queue/slots.mts';

/** Measurements in n8n's queue mode. Each starts its own n8n. */
export const queue: Measurement[] = [
	queueBurst,
	queueRepeats,
	queueFiles,
	queueSlots,
	queueRateLimit,
];
