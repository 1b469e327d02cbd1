import { DateTime } from 'luxon';

import type { SendRequest } from '../shared/api/sendRequest';
import { pollClock } from './clock';

/**
 * The tenant's time at the start of a poll, from the Date header of the first response. Records have dates of the
 * tenant's clock, which can differ from n8n's clock by minutes. n8n's clock is used only without a Date header.
 */
export class TenantClock {
	private readonly startedAt = pollClock.now().toMillis();
	private tenantStart?: number;

	/** In epoch milliseconds. */
	get now(): number {
		return this.tenantStart ?? this.startedAt;
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
