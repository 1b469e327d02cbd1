import { DateTime } from 'luxon';

import type { SendRequest } from '../shared/api/sendRequest';
import { pollClock } from './clock';

/**
 * The tenant's time at the start of a poll, from the Date header of the first response. Records have dates of the
 * tenant's clock, which can differ from n8n's clock by minutes. A header can be wrong too, if it comes from a proxy or a
 * cache, so the stored state depends on both clocks.
 */
export class TenantClock {
	private readonly startedAt = pollClock.now().toMillis();
	private tenantStart?: number;

	/** In epoch milliseconds. */
	get now(): number {
		return this.tenantStart ?? this.startedAt;
	}

	/** The earlier one of both clocks: no clock that is ahead makes a poll skip records. */
	get earliest(): number {
		return Math.min(this.now, this.startedAt);
	}

	/** The later one of both clocks: no clock that is behind makes a poll return records again. */
	get latest(): number {
		return Math.max(this.now, this.startedAt);
	}

	/** Wraps a function that sends requests, to read the time from its responses. */
	observe(send: SendRequest): SendRequest {
		return async (request, bodyOptions) => {
			const response = await send(request, bodyOptions);
			if (this.tenantStart === undefined) this.readDateHeader(response.headers.date);
			return response;
		};
	}

	private readDateHeader(text = ''): void {
		const date = DateTime.fromHTTP(text);
		if (!date.isValid) return;
		// The response can show the list as of the start of the request.
		const elapsed = Math.max(0, pollClock.now().toMillis() - this.startedAt);
		this.tenantStart = date.toMillis() - elapsed;
	}
}
