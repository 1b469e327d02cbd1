import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { IscOAuth2Api } from '../../../credentials/IscOAuth2Api.credentials';
import { Isc } from '../../../nodes/Isc/Isc.node';
import { IscPollTrigger } from '../../../nodes/IscPollTrigger/IscPollTrigger.node';
import { IscSearch } from '../../../nodes/IscSearch/IscSearch.node';
import { IscTrigger } from '../../../nodes/IscTrigger/IscTrigger.node';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/** One label of the editor with the texts around it. */
interface UiText {
	label: string;
	texts: string[];
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Returns the texts of fields, groups, and options, including nested ones. */
function collectTexts(entries: readonly Entry[]): UiText[] {
	return entries.flatMap((entry) => {
		const label = 'displayName' in entry ? entry.displayName : entry.name;
		const field = entry as Partial<INodeProperties & INodePropertyOptions>;
		const { description, hint, placeholder, action, typeOptions, modes = [] } = field;
		const texts = [label, description, hint, placeholder, action].filter(isText);
		const button = typeOptions?.multipleValueButtonText;
		return [
			{ label, texts },
			...[button].filter(isText).map((text) => ({ label: text, texts: [text] })),
			...[action].filter(isText).map((text) => ({ label: text, texts: [] })),
			...modes.map(({ displayName, hint: tip }) => ({
				label: displayName,
				texts: [displayName, tip].filter(isText),
			})),
			...collectTexts((field.options ?? []) as Entry[]),
			...collectTexts('values' in entry ? entry.values : []),
		];
	});
}

/** Returns all texts that the nodes and the credential show in the editor. */
export function getUiTexts(): UiText[] {
	const credential = new IscOAuth2Api();
	const nodes = [new Isc(), new IscSearch(), new IscTrigger(), new IscPollTrigger()];
	return [
		{ label: credential.displayName, texts: [credential.displayName] },
		...collectTexts(credential.properties),
		...nodes.flatMap(({ description: { displayName, description, properties } }) => [
			{ label: displayName, texts: [displayName, description] },
			...collectTexts(properties),
		]),
	];
}
