// Searches for events with SailPoint's SDK: sdkSearchProcess.mts <tenant URL> <records> <page size>. The time
// is written to stderr, because the SDK itself writes a line to stdout for each page.
import sdk from 'sailpoint-api-client';
import type { Search } from 'sailpoint-api-client';

import { EVENTS_SEARCH } from './eventsSearch.mts';
import { configurationFor, expectDifferent } from './sdkConfig.mts';

const { Paginator, SearchApi } = sdk;
const [tenantUrl = '', records = '', pageSize = ''] = process.argv.slice(2);

const started = performance.now();
const api = new SearchApi(configurationFor(tenantUrl));
const { data } = await Paginator.paginateSearchApi(api, EVENTS_SEARCH as Search, Number(pageSize));
const ms = performance.now() - started;
expectDifferent(data as Array<{ id?: string }>, Number(records));
console.error(ms);
