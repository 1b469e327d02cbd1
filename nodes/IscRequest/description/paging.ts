import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { listOperations } from '../../catalogue/catalogue';
import { isPaged } from '../../catalogue/listFacts';
import { stripVersion } from '../../client/versions';
import { limitProperty, returnAllProperty } from '../../editor/howMany';
import { CUSTOM_REQUEST } from './resource';

/** Paths of the POSTs that give pages of a list: with the version of the service, and behind an older one. */
const POST_LISTS: DisplayCondition[] = listOperations()
	.filter((operation) => operation.method === 'POST' && isPaged(operation))
	.flatMap(({ path }) => [path, `/${stripVersion(path).join('/')}`])
	.map((path) => ({ _cnd: { endsWith: path } }));

const LISTS = [
	{ ...CUSTOM_REQUEST, method: ['GET'] },
	{ ...CUSTOM_REQUEST, method: ['POST'], path: POST_LISTS as unknown as NodeParameterValue[] },
];

export const paginationProperties: INodeProperties[] = LISTS.flatMap((show): INodeProperties[] => [
	{ ...returnAllProperty, displayOptions: { show } },
	{ ...limitProperty, displayOptions: { show: { ...show, returnAll: [false] } } },
]);
