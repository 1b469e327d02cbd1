import { Duration } from 'luxon';
import type { JsonObject } from '../http/parseBody.mts';
import { requireFields } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { findFilterError } from './filter.mts';
import { parseHttpConfig } from './httpConfig.mts';
import type { Subscription, Trigger } from './types.mts';

const types = ['HTTP', 'EVENTBRIDGE', 'INLINE', 'SCRIPT', 'WORKFLOW'];
const DEFAULT_DEADLINE = 'PT1H';

/** Returns a duration in ms; undefined for anything but a positive ISO 8601 duration. */
export function parseDuration(text: unknown): number | undefined {
	const duration = typeof text === 'string' ? Duration.fromISO(text) : undefined;
	const ms = duration?.isValid ? duration.toMillis() : 0;
	return ms > 0 ? ms : undefined;
}

function optional<T>(body: JsonObject, field: string, type: string, fallback: T): T {
	const value = body[field] ?? fallback;
	if (value !== fallback && typeof value !== type) {
		throw badRequest(`The field "${field}" must be of the type ${type}.`);
	}
	return value as T;
}

function objectField(body: JsonObject, field: string): JsonObject {
	const value = body[field];
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw badRequest(`The field "${field}" must be an object.`);
	}
	return value as JsonObject;
}

function readDestination(
	body: JsonObject,
	trigger: Trigger,
	isStrict: boolean,
): Partial<Subscription> {
	if (body.type === 'HTTP') {
		requireFields(body, ['httpConfig']);
		return { httpConfig: parseHttpConfig(objectField(body, 'httpConfig'), trigger.type, isStrict) };
	}
	if (body.type === 'EVENTBRIDGE') {
		requireFields(body, ['eventBridgeConfig.awsAccount', 'eventBridgeConfig.awsRegion']);
		const { awsAccount, awsRegion } = objectField(body, 'eventBridgeConfig');
		if (!/^\d{12}$/.test(String(awsAccount))) {
			throw badRequest('The field "eventBridgeConfig.awsAccount" must have 12 digits.');
		}
		return {
			eventBridgeConfig: { awsAccount: String(awsAccount), awsRegion: String(awsRegion) },
		};
	}
	const config = body.workflowConfig;
	return config ? { workflowConfig: objectField(body, 'workflowConfig') } : {};
}

/**
 * Parses a subscription to a trigger. Throws a 400 if invalid.
 * @param isStrict whether to check everything that the documents require; tenants accept more
 */
export function parseSubscription(
	body: JsonObject,
	trigger: Trigger,
	isStrict: boolean,
): Omit<Subscription, 'id'> {
	requireFields(body, isStrict ? ['name', 'type'] : ['type']);
	const name = optional(body, 'name', 'string', '');
	if (!types.includes(body.type as string)) {
		throw badRequest(`The field "type" must be one of ${types.join(', ')}.`);
	}
	const filter = optional<string | null>(body, 'filter', 'string', null) || null;
	const problem = isStrict && filter && findFilterError(filter);
	if (problem) throw badRequest(`The field "filter" is not a JSONPath: ${problem}`);
	const responseDeadline = optional(body, 'responseDeadline', 'string', DEFAULT_DEADLINE);
	if (parseDuration(responseDeadline) === undefined) {
		throw badRequest('The field "responseDeadline" must be an ISO-8601 duration, such as "PT1H".');
	}
	return {
		name,
		description: optional<string | null>(body, 'description', 'string', null),
		triggerId: trigger.id,
		triggerName: trigger.name,
		type: String(body.type),
		responseDeadline,
		...readDestination(body, trigger, isStrict),
		enabled: optional(body, 'enabled', 'boolean', true),
		filter,
	};
}
