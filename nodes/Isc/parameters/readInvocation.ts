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

/** Metadata of an event that waits for a decision. */
interface Metadata {
	callbackURL: string;
	secret: string;
	/** ISO date. Only events that this package's trigger received have it. */
	respondBy?: string;
}

const isMetadata = (value: unknown): value is Metadata =>
	isJsonObject(value) && typeof value.callbackURL === 'string' && typeof value.secret === 'string';

/** Returns the metadata that the workflow's trigger returned for this item, or for all items. */
function findTriggerMetadata(context: IExecuteFunctions, index: number): unknown {
	const trigger = context
		.getParentNodes(context.getNode().name)
		.find(({ type }) => type.endsWith('.iscTrigger'));
	if (!trigger) return undefined;
	for (const accessor of ['item', 'first()']) {
		try {
			const metadata: unknown = context.evaluateExpression(
				`{{ $(${JSON.stringify(trigger.name)}).${accessor}.json._metadata }}`,
				index,
			);
			if (isMetadata(metadata)) return metadata;
		} catch {
			// Merged or new items aren't paired with an item of the trigger.
			continue;
		}
	}
	return undefined;
}

function readMetadata(context: IExecuteFunctions, index: number): Metadata {
	const given = parseJson(context.getNodeParameter('invocation', index, ''), 'Invocation');
	const metadata =
		given ?? context.getInputData()[index]?.json._metadata ?? findTriggerMetadata(context, index);
	if (isMetadata(metadata)) return metadata;
	throw new ParameterError(
		'Invocation',
		given === undefined ? 'is empty, and no event was found' : 'has no callbackURL and secret',
		"Enter the _metadata of the event from the node 'SailPoint ISC Trigger'. Only events that wait for a later response have it.",
	);
}

/** Path of ISC's endpoint for decisions in all versions. The ID can't contain slashes or dots, which could change the path. */
const COMPLETE_PATH =
	/^\/(?:(?<legacy>beta|v3|v20\d\d)\/trigger-invocations|trigger-invocations(?:\/v\d+)?)\/(?<id>[\w-]+)\/complete\/?$/;

/** API hosts of tenants that can also have a vanity domain. */
const API_HOST = /\.api\.(identitynow|identitynow-demo|saas\.sailpointfedramp)\.com$/;

/**
 * Returns the path for the decision. Events can be forged, so only the invocation ID and the API version are taken from the
 * callback URL, and the decision is sent to the credential's tenant. ISC accepts the version that it sent.
 * @throws ParameterError if the URL belongs to another tenant or endpoint
 */
async function getCallbackPath(
	context: IExecuteFunctions,
	{ callbackURL }: Metadata,
): Promise<string> {
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const origin = getApiOrigin(String(credential.accessTokenUrl ?? ''));
	const address = URL.canParse(callbackURL) ? new URL(callbackURL) : undefined;
	const isOwn =
		address?.origin === origin ||
		(credential.domain === 'custom' && API_HOST.test(address?.hostname ?? ''));
	if (!address || !isOwn) {
		throw new ParameterError(
			'Invocation',
			`has a callback URL of ${address?.origin ?? 'an invalid address'}, but the credential is for ${origin}`,
			'Choose the credential of the tenant that sent the event.',
		);
	}
	const { legacy, id } = COMPLETE_PATH.exec(address.pathname)?.groups ?? {};
	if (id) {
		return legacy
			? `/${legacy}/trigger-invocations/${id}/complete`
			: `/trigger-invocations/v1/${id}/complete`;
	}
	throw new ParameterError(
		'Invocation',
		"has a callbackURL that isn't an invocation's",
		'Check that the event came from ISC, which accepts decisions only at .../trigger-invocations/{id}/complete.',
	);
}

const describeLateResponse = ({ respondBy }: Metadata) =>
	respondBy !== undefined && DateTime.fromISO(respondBy) < DateTime.utc()
		? `The response deadline (${respondBy}) had expired, so ISC may have ignored the decision. Increase 'Response Deadline' of the trigger if decisions take longer.`
		: undefined;

/**
 * Reads the decision for an event that waits for it.
 * @throws ParameterError if a parameter is invalid
 */
export async function readInvocation(
	context: IExecuteFunctions,
	index: number,
): Promise<RequestSpec> {
	const operation = getOperationById('completeTriggerInvocationV1')!;
	const metadata = readMetadata(context, index);
	const path = await getCallbackPath(context, metadata);
	const isFailure = context.getNodeParameter('operation', index) === 'failInvocation';
	const response = isFailure ? readError(context, index) : readOutput(context, index);
	const request = buildRequest(operation, 'current', {
		path: { id: 'taken from the callback URL' },
		query: {},
		headers: {},
		body: { secret: metadata.secret, ...response },
	});
	return {
		// The secret in the body authenticates the request.
		request: { ...request, path, tokenOptional: true },
		listPagination: getListPagination(operation),
		isList: false,
		defaultFormat: 'items',
		warning: describeLateResponse(metadata),
	};
}

/** @throws ParameterError if the output isn't an object */
export function readOutput(context: IExecuteFunctions, index: number) {
	const output = parseJson(context.getNodeParameter('invocationOutput', index, ''), 'Output');
	if (isJsonObject(output)) return { output };
	throw new ParameterError(
		'Output',
		'must be a JSON object',
		'Enter it in the form {"approved": true}.',
	);
}

function readError(context: IExecuteFunctions, index: number) {
	const error = String(context.getNodeParameter('invocationError', index, '') ?? '').trim();
	if (error !== '') return { output: {}, error };
	throw new ParameterError('Error', 'is required', 'Enter why no decision will be made.');
}
