import type { INodeProperties } from 'n8n-workflow';

import { IscPollTrigger } from '../../nodes/IscPollTrigger/IscPollTrigger.node.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { IscTrigger } from '../../nodes/IscTrigger/IscTrigger.node.ts';

const depends = ({ displayOptions = {} }: INodeProperties) =>
	Object.keys({ ...displayOptions.show, ...displayOptions.hide });

// Where an expression stands, n8n takes all that depends on it as shown: what is required, it would then always want.
test.each([new IscPollTrigger(), new Isc(), new IscSearch(), new IscTrigger()])(
	'what is required depends on no expression: $description.name',
	({ description: { properties } }) => {
		const byExpression = new Set(
			properties.filter((one) => !one.noDataExpression).map(({ name }) => name),
		);
		const wanted = properties.filter(({ required }) => required);
		expect(
			wanted
				.filter((one) => depends(one).some((name) => byExpression.has(name)))
				.map((one) => one.name),
		).toEqual([]);
		expect(wanted).not.toEqual([]);
	},
);
