import groupBy from 'lodash/groupBy';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { listOperations } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { showForOperations } from './showForOperations';

type Test = (operation: Operation) => boolean;
type Conditions = NonNullable<NonNullable<IDisplayOptions['show']>[string]>;

const getService = ({ path }: Operation) => path.split('/')[1]!;

/** Names the operations that pass the test. If all operations of a service do, the service stands for them. */
const buildConditions = (test: Test): Conditions =>
	Object.entries(groupBy(listOperations(), getService)).flatMap(
		([service, all]): Conditions =>
			all.every(test)
				? [{ _cnd: { includes: ` /${service}/` } }]
				: all.filter(test).map(getOperationName),
	);

const buildNotice = (name: string, text: string, test: Test): INodeProperties[] =>
	showForOperations(
		test,
		{ displayName: text, name, type: 'notice', default: '' },
		{},
		buildConditions(test),
	);

/** Warnings about operations that can change or stop working. */
export const noticeProperties: INodeProperties[] = [
	...buildNotice(
		'experimentalNotice',
		'This operation is experimental: SailPoint may change it without notice. The required header is added automatically.',
		({ experimental }) => experimental,
	),
	...buildNotice(
		'deprecatedNotice',
		'This operation is deprecated and will stop working. See its description for a replacement.',
		({ deprecated }) => deprecated,
	),
];
