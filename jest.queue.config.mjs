// The suite of `npm run test:queue`, which needs PostgreSQL and Redis. `npm test` leaves it out.
import { suite } from './jest.config.mjs';

export default {
	// Each file starts several n8n processes.
	maxWorkers: 1,
	reporters: ['default', '<rootDir>/test/testCountReporter.mjs'],
	projects: [suite('queue', { globalSetup: '<rootDir>/test/queue/globalSetup.mts' })],
};
