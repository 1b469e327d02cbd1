// The suite of `npm run test:queue`, which needs PostgreSQL and Redis. `npm test` leaves it out.
import { suite } from './jest.config.mjs';

export default {
	reporters: ['default', '<rootDir>/test/testCountReporter.mjs'],
	projects: [suite('queue', { globalSetup: '<rootDir>/test/queue/globalSetup.mts' })],
};
