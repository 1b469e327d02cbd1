import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { buildRequest } from '../../shared/catalogue/buildRequest/buildRequest';
import { getOperationById } from '../../shared/catalogue/operations';
import { getListPagination } from '../../shared/catalogue/listPagination';
import { ParameterError } from '../../shared/parameters/parameterError';
import { CREDENTIAL_TYPE } from '../../shared/api/n8nHost';
import { getApiOrigin } from '../../shared/api/apiOrigin';
import { parseJson, isJsonObject } from '../../shared/parameters/json';
import type { RequestSpec } from './types';

/** What an event that asks for an answer says about itself. */
interface Metadata {
	callbackURL: string;
	secret: string;
	/** ISO text; only where the trigger of this package has received the event. */
	respondBy?: string;
}

const isMetadata = (value: unknown): value is Metadata =>
	isJsonObject(value) && typeof value.callbackURL === 'string' && typeof value.secret === 'string';

/** What the trigger of the workflow gave for this item, or for all. */
function fromTrigger(context: IExecuteFunctions, index: number): unknown {
	const trigger = context
		.getParentNodes(context.getNode().name)
		.find(({ type }) => type.endsWith('.iscTrigger'));
	if (!trigger) return undefined;
	for (const which of ['item', 'first()']) {
		try {
			const metadata: unknown = context.evaluateExpression(
				`{{ $(${JSON.stringify(trigger.name)}).${which}.json._metadata }}`,
				index,
			);
			if (isMetadata(metadata)) return metadata;
		} catch {
			// Items that were merged or made anew lead back to no item of the trigger.
			continue;
		}
	}
	return undefined;
}

function readMetadata(context: IExecuteFunctions, index: number): Metadata {
	const given = parseJson(context.getNodeParameter('invocation', index, ''), 'Invocation');
	const found =
		given ?? context.getInputData()[index]?.json._metadata ?? fromTrigger(context, index);
	if (isMetadata(found)) return found;
	throw new ParameterError(
		'Invocation',
		given === undefined ? 'is empty, and no event was found' : 'has no callbackURL and secret',
		"Enter the _metadata of the event that the node 'SailPoint ISC Trigger' gave. Only events that asked for an answer which may come later have one.",
	);
}

/** Path of ISC's endpoint for answers in all its versions. The ID can't have slashes or dots, which could change the path. */
const COMPLETE =
	/^\/(?:(?<legacy>beta|v3|v20\d\d)\/trigger-invocations|trigger-invocations(?:\/v\d+)?)\/(?<id>[\w-]+)\/complete\/?$/;

/** API hosts of tenants that can have a vanity domain as well. */
const API_HOST = /\.api\.(identitynow|identitynow-demo|saas\.sailpointfedramp)\.com$/;

/**
 * Returns the path for the answer. Events can be forged, so only the invocation ID and the API version are taken from the
 * callback URL, and the answer goes to the credential's tenant. The version is kept because ISC accepts the one it sent.
 * @throws BadInput if the URL belongs to another tenant or endpoint
 */
async function pathOf(context: IExecuteFunctions, { callbackURL }: Metadata): Promise<string> {
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const origin = getApiOrigin(String(credential.accessTokenUrl ?? ''));
	const address = URL.canParse(callbackURL) ? new URL(callbackURL) : undefined;
	const isOwn =
		address?.origin === origin ||
		(credential.domain === 'custom' && API_HOST.test(address?.hostname ?? ''));
	if (!address || !isOwn) {
		throw new ParameterError(
			'Invocation',
			`is to be answered at ${address?.origin ?? 'an address that is none'}, but the credential is for ${origin}`,
			'Choose the credential of the tenant that sent the event.',
		);
	}
	const { legacy, id } = COMPLETE.exec(address.pathname)?.groups ?? {};
	if (id) {
		return legacy
			? `/${legacy}/trigger-invocations/${id}/complete`
			: `/trigger-invocations/v1/${id}/complete`;
	}
	throw new ParameterError(
		'Invocation',
		"has a callbackURL that isn't an invocation's",
		'ISC accepts answers at .../trigger-invocations/{id}/complete only. Check that the event came from ISC.',
	);
}

const tooLate = ({ respondBy }: Metadata) =>
	respondBy !== undefined && DateTime.fromISO(respondBy) < DateTime.utc()
		? `ISC wanted the answer by ${respondBy}: it may not have counted. Raise 'Response Deadline' of the trigger if answers take longer.`
		: undefined;

/**
 * Reads the answer to an event that waits for one.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readInvocation(
	context: IExecuteFunctions,
	index: number,
): Promise<RequestSpec> {
	const operation = getOperationById('completeTriggerInvocationV1')!;
	const metadata = readMetadata(context, index);
	const path = await pathOf(context, metadata);
	const isFailure = context.getNodeParameter('operation', index) === 'failInvocation';
	const response = isFailure ? readError(context, index) : readOutput(context, index);
	const request = buildRequest(operation, 'current', {
		path: { id: 'of the address that was received' },
		query: {},
		headers: {},
		body: { secret: metadata.secret, ...response },
	});
	return {
		// The secret in the body authenticates the answer.
		request: { ...request, path, tokenOptional: true },
		listPagination: getListPagination(operation),
		isList: false,
		defaultFormat: 'items',
		warning: tooLate(metadata),
	};
}

/** @throws BadInput if it is no object */
export function readOutput(context: IExecuteFunctions, index: number) {
	const output = parseJson(context.getNodeParameter('invocationOutput', index, ''), 'Output');
	if (isJsonObject(output)) return { output };
	throw new ParameterError('Output', 'is no JSON object', 'Write it as {"approved": true}.');
}

function readError(context: IExecuteFunctions, index: number) {
	const error = String(context.getNodeParameter('invocationError', index, '') ?? '').trim();
	if (error !== '') return { output: {}, error };
	throw new ParameterError('Error', 'is empty', 'Say why there will be no decision.');
}
