import type { ApiRequest } from '../api/types';
import type { SendRequest } from '../api/sendRequest';
import { throwIncompleteList } from './page';
import { PageHistory } from './pageHistory';
import { getTotal } from './total';

/** How far a list has been read that is read page by page, perhaps in several parts. */
export class ListProgress {
	readonly history = new PageHistory();
	/** Number of records read. */
	read = 0;
	/** Number of records in the list, where it says so. */
	total: number | undefined;
	private positions = 0;
	private previous: string | undefined;
	/** The position before the latest page whose number is a power of two: any loop comes back to one of these. */
	private milestone: string | undefined;

	/** @returns whether a page was requested from this position before; remembers it */
	isRepeatedPosition(position: string): boolean {
		const isRepeated = position === this.previous || position === this.milestone;
		this.previous = position;
		this.positions++;
		if ((this.positions & (this.positions - 1)) === 0) this.milestone = position;
		return isRepeated;
	}

	/**
	 * Judges the end of the list. Records can have been deleted while it was read, so the total is requested again.
	 * @param request for the first page
	 * @throws CallFailed if fewer records were read than there are
	 */
	async assertComplete(send: SendRequest, request: ApiRequest, limit: number): Promise<void> {
		if (this.total === undefined || this.read >= Math.min(this.total, limit)) return;
		const query = { ...request.query, limit: 1, count: true };
		const latest = await send({ ...request, query }).then(getTotal, () => undefined);
		const total = latest ?? this.total;
		if (this.read >= Math.min(total, limit)) return;
		throwIncompleteList(request, { read: this.read, total: Math.min(total, limit) });
	}
}
