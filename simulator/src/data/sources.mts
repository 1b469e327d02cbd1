import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { dashed, createSeededHex } from './seededRandom.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { Reference, Source } from './types.mts';

const kinds = [
	{ name: 'HR Roster', type: 'DelimitedFile', connector: 'delimited-file-angularsc', file: true },
	{
		name: 'Active Directory',
		type: 'Active Directory - Direct',
		connector: 'active-directory-angularsc',
		file: false,
	},
	{
		name: 'Finance Ledger',
		type: 'DelimitedFile',
		connector: 'delimited-file-angularsc',
		file: true,
	},
	{
		name: 'Cloud Directory',
		type: 'Azure Active Directory',
		connector: 'Azure-Active-Directory-angularsc',
		file: false,
	},
	{ name: 'Ticket Desk', type: 'Web Services', connector: 'web-services-angularsc', file: false },
];

/** Returns whether the source at an index imports files; only those accept changes of attributes. */
export const isFileSource = (index: number) => kinds[index % kinds.length]?.file ?? false;

/** Name of the source at an index. */
export function getSourceName(index: number): string {
	const round = Math.floor(index / kinds.length);
	return `${kinds[index % kinds.length]?.name}${round ? ` ${round + 1}` : ''}`;
}

/** Returns a pointer to the source at an index. */
export function getSourceReference(context: RecordBuilderContext, index: number): Reference {
	return { type: 'SOURCE', id: context.idOf('source', index), name: getSourceName(index) };
}

/** Returns the source at an index. */
export function buildSource(context: RecordBuilderContext, index: number, id: string): Source {
	const kind = kinds[index % kinds.length] as (typeof kinds)[number];
	const created = getCreatedDate(index, context.counts.sources);
	const name = getSourceName(index);
	return {
		id,
		name,
		description: `${name} of the simulated tenant`,
		owner: context.identityRef(index + 1),
		cluster: kind.file
			? null
			: { type: 'CLUSTER', id: createSeededHex(context.seed, 'cluster', 32), name: 'Main cluster' },
		schemas: [
			{ type: 'CONNECTOR_SCHEMA', id: createSeededHex(context.seed, id, 32), name: 'account' },
		],
		passwordPolicies: null,
		features: kind.file
			? ['DIRECT_PERMISSIONS', 'NO_RANDOM_ACCESS']
			: ['AUTHENTICATE', 'ENABLE', 'PROVISIONING'],
		type: kind.type,
		connector: kind.connector,
		connectorClass: 'sailpoint.connector.Simulated',
		connectorAttributes: { healthCheckTimeout: 30, cloudDisplayName: name },
		deleteThreshold: 10,
		authoritative: index === 0,
		managementWorkgroup: null,
		healthy: index % 7 !== 6,
		status: index % 7 !== 6 ? 'SOURCE_STATE_HEALTHY' : 'SOURCE_STATE_ERROR_CLUSTER',
		since: created,
		connectorId: kind.connector,
		connectorName: kind.type,
		connectionType: kind.file ? 'file' : 'direct',
		connectorImplementationId: kind.connector,
		created,
		modified: getModifiedDate(created, index + 1),
		credentialProviderEnabled: false,
		category: null,
		cloudExternalId: dashed(createSeededHex(context.seed, `source${index}`, 32)),
	};
}
