// Reads accounts with SailPoint's SDK: sdkProcess.mts <tenant URL> <records>. The time is written to stderr,
// because the SDK itself writes a line to stdout for each page.
import sdk from 'sailpoint-api-client';

import { configurationFor, expectDifferent } from './sdkConfig.mts';

const { AccountsApi, Paginator } = sdk;
const [tenantUrl = '', records = ''] = process.argv.slice(2);

const started = performance.now();
const api = new AccountsApi(configurationFor(tenantUrl));
const { data } = await Paginator.paginate(api, api.listAccounts, { limit: Number(records) }, 250);
const ms = performance.now() - started;
expectDifferent(data, Number(records));
console.error(ms);
