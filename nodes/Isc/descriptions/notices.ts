import groupBy from 'lodash/groupBy';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { listOperations } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { showForOperations } from './showForOperations';

type Test = (operation: Operation) => boolean;
type Conditions = NonNullable<NonNullable<IDisplayOptions['show']>[string]>;

const serviceIn = ({ path }: Operation) => path.split('/')[1]!;

/** Operations that pass the test, in few words: a service all of whose operations do stands for them. */
const conditionsFor = (test: Test): Conditions =>
	Object.entries(groupBy(listOperations(), serviceIn)).flatMap(
		([service, all]): Conditions =>
			all.every(test)
				? [{ _cnd: { includes: ` /${service}/` } }]
				: all.filter(test).map(getOperationName),
	);

const notice = (name: string, text: string, test: Test): INodeProperties[] =>
	showForOperations(
		test,
		{ displayName: text, name, type: 'notice', default: '' },
		{},
		conditionsFor(test),
	);

/** What somebody should know of an operation before they build on it. */
export const noticeProperties: INodeProperties[] = [
	...notice(
		'experimentalNotice',
		'This operation is experimental: SailPoint may change it without notice. The header that such operations want is sent for you.',
		({ experimental }) => experimental,
	),
	...notice(
		'deprecatedNotice',
		'This operation is deprecated: it will stop working. The description of the operation names what replaces it, where that is known.',
		({ deprecated }) => deprecated,
	),
];
