import { randomUUID } from 'node:crypto';
import { parseDuration } from './subscriptionBody.mts';
import type { Invocation, Subscription, Trigger } from './types.mts';

const HOUR = 3_600_000;
const LISTED = 2000;
const KEPT = 2 * LISTED;

type Start = Pick<Invocation, 'kind' | 'input' | 'contentJson'>;

/** The invocations of subscribers. */
export class Invocations {
	private readonly byId = new Map<string, Invocation>();
	private readonly now: () => number;

	constructor(now: () => number) {
		this.now = now;
	}

	/** Adds an invocation. */
	start(trigger: Trigger, subscription: Subscription, start: Start): Invocation {
		const created = this.now();
		const answered = trigger.type === 'REQUEST_RESPONSE';
		const invocation: Invocation = {
			...start,
			id: randomUUID(),
			secret: randomUUID(),
			trigger,
			subscription,
			created,
			deadline: answered ? created + (parseDuration(subscription.responseDeadline) ?? HOUR) : null,
			completed: null,
			output: null,
			error: null,
		};
		this.byId.set(invocation.id, invocation);
		if (this.byId.size > KEPT) this.prune();
		return invocation;
	}

	/** Returns the invocation with an id. */
	get(id: string): Invocation | undefined {
		const invocation = this.byId.get(id);
		return invocation && this.atPresent(invocation);
	}

	/** Ends an invocation. Returns false if it has already ended. */
	finish(invocation: Invocation, { output = null, error = null }: Ending): boolean {
		if (this.atPresent(invocation).completed !== null) return false;
		Object.assign(invocation, { output, error, completed: this.now() });
		return true;
	}

	/** Returns the invocations of the status service, latest first: at most 2000, for one day, or two if failed. */
	latest(): Invocation[] {
		const known: Invocation[] = [];
		for (const invocation of [...this.byId.values()].reverse()) {
			if (known.length === LISTED) break;
			const { completed, error } = this.atPresent(invocation);
			const hours = error === null ? 24 : 48;
			if (completed === null || completed + hours * HOUR > this.now()) known.push(invocation);
		}
		return known;
	}

	/** Forgets every invocation. */
	reset(): void {
		this.byId.clear();
	}

	/** Deadlines have no timer: an invocation is checked when it is read. */
	private atPresent(invocation: Invocation): Invocation {
		const { deadline, completed } = invocation;
		if (completed === null && deadline !== null && deadline <= this.now()) {
			invocation.completed = deadline;
			invocation.error = 'There was no answer before the response deadline.';
		}
		return invocation;
	}

	/** Removes invocations that the status service no longer returns; those in flight stay. */
	private prune(): void {
		const kept = new Set(this.latest());
		for (const [id, invocation] of this.byId) {
			if (!kept.has(invocation) && invocation.completed !== null) this.byId.delete(id);
		}
	}
}

interface Ending {
	output?: unknown;
	error?: string | null;
}

/**
 * Returns an invocation in the form of the status service.
 * @param isRecorded whether the form is the one recorded from tenants, instead of the documented one
 */
export function getInvocationStatus(invocation: Invocation, isRecorded: boolean) {
	const { id, kind, trigger, subscription, created, completed, error } = invocation;
	const iso = (time: number | null) => {
		const text = time === null ? null : new Date(time).toISOString();
		return isRecorded && text ? text.replace('Z', '000Z') : text;
	};
	const localizedError = isRecorded
		? { locale: 'en', text: error }
		: { locale: 'en', message: error };
	return {
		id,
		triggerId: trigger.id,
		subscriptionId: subscription.id,
		subscriptionName: subscription.name,
		type: kind,
		created: iso(created),
		completed: iso(completed),
		startInvocationInput: {
			triggerId: trigger.id,
			input: invocation.input,
			contentJson: invocation.contentJson,
		},
		completeInvocationInput:
			completed === null && !isRecorded
				? null
				: {
						localizedError: error === null ? null : localizedError,
						output: invocation.output,
					},
	};
}
