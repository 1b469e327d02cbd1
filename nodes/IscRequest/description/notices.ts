import escapeRegExp from 'lodash/escapeRegExp';
import groupBy from 'lodash/groupBy';
import type { INodeProperties } from 'n8n-workflow';

import { operations } from '../../catalogue/catalogue';
import type { Operation } from '../../catalogue/operation';
import { nameOfOperation } from '../../catalogue/operationText';
import { forOperations } from './forOperations';

type Test = (operation: Operation) => boolean;

const serviceIn = ({ path }: Operation) => path.split('/')[1]!;

/** The names of operations as one expression: a service all of whose operations pass the test stands for them. */
function patternFor(test: Test): string {
	const names = Object.entries(groupBy(operations(), serviceIn)).flatMap(([service, all]) =>
		all.every(test)
			? [`\\w+ /${escapeRegExp(service)}/.*`]
			: all.filter(test).map((operation) => escapeRegExp(nameOfOperation(operation))),
	);
	return `^(${names.join('|')})$`;
}

const notice = (name: string, text: string, test: Test): INodeProperties[] =>
	forOperations(test, { displayName: text, name, type: 'notice', default: '' }, {}, [
		{ _cnd: { regex: patternFor(test) } },
	]);

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
