import { dashed } from '../data/seededRandom.mts';
import { Table } from '../data/table.mts';
import type { JsonObject } from '../http/parseBody.mts';
import type { SimulatorOptions } from '../options.mts';
import { badRequest } from '../http/errors.mts';
import { findTrigger } from './catalogue/catalogue.mts';
import { matchesFilter } from './filter.mts';
import { removeSecrets } from './httpConfig.mts';
import { parseSubscription } from './subscriptionBody.mts';
import type { Subscription, Trigger, TriggerType } from './types.mts';

const limits: Record<TriggerType, number> = { FIRE_AND_FORGET: 50, REQUEST_RESPONSE: 1 };

/** The subscriptions to triggers. */
export class Subscriptions {
	readonly table: Table<Subscription>;

	private readonly options: SimulatorOptions;

	constructor(options: SimulatorOptions) {
		this.options = options;
		this.table = new Table(
			'subscription',
			0,
			options.seed,
			(_index, id) => ({ id }) as Subscription,
		);
	}

	/** Adds a subscription. Throws a 400 if invalid. */
	create(body: JsonObject): Subscription {
		const trigger = findTrigger(body.triggerId);
		if (!trigger) throw badRequest(`Trigger "${body.triggerId}" doesn't exist.`);
		const subscription = parseSubscription(body, trigger, this.isStrict);
		const limit = limits[trigger.type];
		if (this.ofTrigger(trigger.id).length >= limit) {
			throw badRequest(`The trigger "${trigger.id}" takes no more than ${limit} subscriptions.`);
		}
		const id = dashed(this.table.idAt(this.table.end));
		return this.table.add({ ...subscription, id });
	}

	/** Replaces a subscription. Throws a 400 if invalid. */
	replace(before: Subscription, body: JsonObject): Subscription {
		for (const field of ['id', 'triggerId'] as const) {
			if (body[field] !== undefined && body[field] !== before[field]) {
				throw badRequest(`The field "${field}" cannot be changed.`);
			}
		}
		const trigger = findTrigger(before.triggerId) as Trigger;
		return this.table.replace({
			...parseSubscription(body, trigger, this.isStrict),
			id: before.id,
		});
	}

	/** Returns a subscription in the form of the API: secrets are null, and a filter that isn't set can be missing. */
	written(subscription: Subscription) {
		const { httpConfig, ...rest } = this.patchable(subscription);
		const empty = this.isStrict ? undefined : null;
		return httpConfig ? { ...rest, httpConfig: removeSecrets(httpConfig, empty) } : rest;
	}

	/** Returns the fields that a patch can change. */
	patchable(subscription: Subscription): Subscription {
		if (this.isStrict || subscription.filter !== null) return subscription;
		const { filter: _none, ...rest } = subscription;
		return rest as Subscription;
	}

	private get isStrict(): boolean {
		return this.options.triggerApi === 'documented';
	}

	/** Returns the subscriptions to a trigger. */
	ofTrigger(triggerId: string): Subscription[] {
		return [...this.table].filter((subscription) => subscription.triggerId === triggerId);
	}

	/** Returns the subscriptions to a trigger whose filter matches an input. */
	matching(triggerId: string, input: unknown): Subscription[] {
		return this.ofTrigger(triggerId).filter(({ filter }) => matchesFilter(filter, input));
	}

	/** Forgets every subscription. */
	reset(): void {
		this.table.reset();
	}
}
