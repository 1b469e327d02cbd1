import { DateTime } from 'luxon';

import type { SendRequest } from '../shared/api/sendRequest';
import { pollClock } from './clock';

/**
 * The tenant's time when a poll began, as its first answer tells it. The clock of n8n's machine decides only
 * where no answer has a date: records are dated by the tenant's clock, and the two may be minutes apart.
 */
export class TenantClock {
	private readonly began = pollClock.now().toMillis();
	private told?: number;

	/** In milliseconds. */
	get now(): number {
		return this.told ?? this.began;
	}

	/** A sender that listens for the time in what it receives. */
	listen(send: SendRequest): SendRequest {
		return async (request, bodyOptions) => {
			const response = await send(request, bodyOptions);
			if (this.told === undefined) this.hear(response.headers.date);
			return response;
		};
	}

	private hear(text = ''): void {
		const date = DateTime.fromHTTP(text);
		if (!date.isValid) return;
		// The answer took a while, and may show the list as it was when the request arrived.
		const took = Math.max(0, pollClock.now().toMillis() - this.began);
		this.told = date.toMillis() - took;
	}
}
