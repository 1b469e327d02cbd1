// Reads accounts with SailPoint's SDK: sdkProcess.mts <tenant URL> <records>. The time stands in stderr, since
// the SDK itself writes a line to stdout for each page.
import sdk from 'sailpoint-api-client';

import { knownClients } from '../../simulator/tenant.mts';

const { AccountsApi, Configuration, Paginator } = sdk;
const [baseurl = '', records = ''] = process.argv.slice(2);

const started = performance.now();
const api = new AccountsApi(
	new Configuration({
		baseurl,
		clientId: knownClients.pat.id,
		clientSecret: knownClients.pat.secret,
		tokenUrl: `${baseurl}/oauth/token`,
	}),
);
const { data } = await Paginator.paginate(api, api.listAccounts, { limit: Number(records) }, 250);
const ms = performance.now() - started;
const unique = new Set(data.map(({ id }) => id)).size;
if (data.length !== Number(records) || unique !== data.length) {
	throw new Error(`${records} records were expected, ${data.length} came, ${unique} different.`);
}
console.error(ms);
