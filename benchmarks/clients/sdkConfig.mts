import sdk from 'sailpoint-api-client';

import { defaultClients } from '../../simulator/src/server.mts';

/** The SDK's configuration for a simulated tenant. */
export const configurationFor = (baseurl: string) =>
	new sdk.Configuration({
		baseurl,
		clientId: defaultClients.pat.id,
		clientSecret: defaultClients.pat.secret,
		tokenUrl: `${baseurl}/oauth/token`,
	});

/** @throws Error unless there are so many records, all different */
export function expectDifferent(data: Array<{ id?: string }>, records: number): void {
	const unique = new Set(data.map(({ id }) => id)).size;
	if (data.length !== records || unique !== records) {
		throw new Error(`${records} records were expected, ${data.length} came, ${unique} different.`);
	}
}
