import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { IscPollTrigger } from '../../nodes/IscPollTrigger/IscPollTrigger.node.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { IscTrigger } from '../../nodes/IscTrigger/IscTrigger.node.ts';

/** Returns the lists of sibling fields: those of the node, and those of each collection in it. */
function siblingsIn(fields: INodeProperties[]): INodeProperties[][] {
	const lists = fields.map(({ type, options = [] }) => {
		if (type === 'collection') return [options as INodeProperties[]];
		if (type !== 'fixedCollection') return [];
		return (options as INodePropertyCollection[]).map(({ values }) => values);
	});
	return [fields, ...lists.flat().flatMap(siblingsIn)];
}

const dependenciesOf = ({ displayOptions = {} }: INodeProperties) =>
	Object.keys({ ...displayOptions.show, ...displayOptions.hide });

// n8n 1.123 and 2.20 look for a dependency among the siblings until they give up: no run of the node starts.
test.each([new IscPollTrigger(), new Isc(), new IscSearch(), new IscTrigger()])(
	'each field depends on fields beside it, or on parameters of the node: $description.name',
	({ description: { properties } }) => {
		const lists = siblingsIn(properties);
		expect(lists.length).toBeGreaterThan(1);
		const missing = lists.flatMap((siblings) => {
			const names = new Set(siblings.map(({ name }) => name));
			return siblings
				.flatMap(dependenciesOf)
				.filter((name) => !/^[/@]/.test(name) && !names.has(name));
		});
		expect(missing).toEqual([]);
	},
);
