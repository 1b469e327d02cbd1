import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from '../http/parseBody.mts';
import type { SimulatorOptions } from '../options.mts';
import { findTrigger } from './catalogue/catalogue.mts';
import { deliver, getMetadata } from './webhookDelivery.mts';
import { Invocations } from './invocations.mts';
import { Subscriptions } from './subscriptions.mts';
import type { Invocation, Subscription, Trigger } from './types.mts';

interface TestRequest {
	input?: JsonObject;
	contentJson: JsonObject;
	subscriptionIds?: string[];
}

/** The event trigger service: sends events to subscribers. */
export class Triggers {
	readonly subscriptions: Subscriptions;
	readonly invocations: Invocations;
	private readonly options: SimulatorOptions;
	private readonly tenantUrl: () => string;
	private readonly underWay = new Set<Promise<void>>();
	private stop = new AbortController();

	constructor(options: SimulatorOptions, tenantUrl: () => string) {
		this.options = options;
		this.tenantUrl = tenantUrl;
		this.subscriptions = new Subscriptions(options);
		this.invocations = new Invocations(() => options.now());
	}

	/**
	 * Emits an event; without an input, it is the trigger's example. Returns the IDs of the
	 * invocations, one for each enabled subscription whose filter matches.
	 */
	emit(triggerId: string, input?: JsonObject): string[] {
		const trigger = findTrigger(triggerId);
		if (!trigger) throw new Error(`Trigger "${triggerId}" doesn't exist.`);
		const payload = input ?? trigger.exampleInput;
		return this.subscriptions
			.matching(triggerId, payload)
			.filter(({ enabled }) => enabled)
			.map((subscription) => this.send(trigger, subscription, 'REAL_TIME', payload).id);
	}

	/** Emits an event after a delay, such as the end of a task; `settled` waits for it. */
	emitLater(ms: number, triggerId: string, input: JsonObject): void {
		const { signal } = this.stop;
		// A stop ends the wait with an error, and the event isn't emitted.
		this.track(wait(ms, undefined, { signal }).then(() => void this.emit(triggerId, input)));
	}

	/** Sends a test event, including to disabled subscriptions. */
	test(trigger: Trigger, { input, contentJson, subscriptionIds }: TestRequest): Invocation[] {
		const payload = input ?? trigger.exampleInput;
		return this.subscriptions
			.matching(trigger.id, payload)
			.filter(({ id }) => !subscriptionIds || subscriptionIds.includes(id))
			.map((subscription) => this.send(trigger, subscription, 'TEST', payload, contentJson));
	}

	/** Waits until every event is emitted and delivered. */
	async settled(): Promise<void> {
		while (this.underWay.size) await Promise.all(this.underWay);
	}

	/** Cancels deliveries, and removes subscriptions and invocations. */
	reset(): void {
		this.stop.abort();
		this.stop = new AbortController();
		this.subscriptions.reset();
		this.invocations.reset();
	}

	/** Cancels deliveries and waits until they have ended. */
	async close(): Promise<void> {
		this.stop.abort();
		await this.settled();
	}

	private send(
		trigger: Trigger,
		subscription: Subscription,
		kind: Invocation['kind'],
		input: JsonObject,
		contentJson: JsonObject = {},
	): Invocation {
		// Later changes of the caller's object don't change the event.
		const start = structuredClone({ kind, input, contentJson });
		const invocation = this.invocations.start(trigger, subscription, start);
		this.track(this.bring(invocation));
		return invocation;
	}

	private async bring(invocation: Invocation): Promise<void> {
		const { triggerMetadata, triggerRepeat, triggerDeadlineMs } = this.options;
		const { signal } = this.stop;
		const _metadata = getMetadata(invocation, triggerMetadata, this.tenantUrl());
		const body = JSON.stringify({ ...(_metadata && { _metadata }), ...invocation.input });
		let accepted = false;
		let lastError: string | null = null;
		for (let sent = 0; sent <= triggerRepeat && !signal.aborted; sent++) {
			const outcome = await deliver(invocation, body, triggerDeadlineMs, signal);
			// Only the first response counts; those to repeated deliveries are too late.
			if (outcome.kind === 'answered') this.invocations.finish(invocation, outcome);
			else if (outcome.kind === 'accepted') accepted = true;
			else lastError = outcome.error;
		}
		if (lastError !== null && !accepted) this.invocations.finish(invocation, { error: lastError });
	}

	private track(work: Promise<void>): void {
		const tracked: Promise<void> = work
			.catch((error: Error) => {
				if (error.name !== 'AbortError') throw error;
			})
			.finally(() => this.underWay.delete(tracked));
		this.underWay.add(tracked);
	}
}
