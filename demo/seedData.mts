import { randomBytes } from 'node:crypto';

import type { Simulator } from '../simulator/src/server.mts';
import type { ExampleOverrides } from './examples.mts';

const DAY = 86_400_000;
/** Half a day less than the whole days that the examples show: they round up, and a day can have 25 hours. */
const inDays = (days: number) => new Date(Date.now() + (days - 0.5) * DAY).toISOString();

/** Adds records that some examples search for, such as running work and expiring tokens. */
export function addRecords({ data, clients }: Simulator): void {
	const active = [...data.campaigns].filter(({ status }) => status === 'ACTIVE');
	active.forEach(({ id, totalCertifications: total }, index) => {
		data.campaigns.update(id, {
			completedCertifications: Math.floor((Number(total) * (index + 1)) / (active.length + 1)),
			deadline: inDays((index + 1) * 5),
		});
	});
	for (const [name, days] of Object.entries({
		'Nightly export': 3,
		'HR interface': 11,
		Reports: 90,
	})) {
		clients.add({
			id: randomBytes(16).toString('hex'),
			name,
			secret: randomBytes(32).toString('hex'),
			userContext: true,
			grants: ['client_credentials'],
			scopes: ['sp:scopes:default'],
			redirectUris: [],
			expires: inDays(days),
		});
	}
}

/** What a user would change in the examples, for a simulated tenant. */
export function buildExampleOverrides({ url, data }: Simulator): ExampleOverrides {
	const person = (index: number) => data.identities.at(index)?.alias;
	const profile = (index: number) => data.accessProfiles.at(index)?.name;
	return {
		apiUrl: url,
		accessProfile: profile(0),
		department: String(data.identities.at(1)?.attributes.department),
		leaver: person(1),
		sheet: [
			'person,access,reason',
			`${person(2)},${profile(0)},New in the team`,
			`${person(3)},${profile(2)},Stands in for a colleague`,
			`john.roe,${profile(0)},Not known in ISC`,
		].join('\n'),
		// What a simulated tenant holds is long past.
		period: { from: '2025-01-01T00:00:00Z', to: '2025-04-01T00:00:00Z' },
		waitSeconds: 2,
	};
}
