import type { ApiRequest } from '../api/types';
import type { SendRequest } from '../api/sendRequest';
import { throwIncompleteList } from './page';
import { PageHistory } from './pageHistory';
import { getTotal } from './total';

/** Progress of a list that is read page by page, possibly in several parts. */
export class ListProgress {
	readonly history = new PageHistory();
	/** Number of records read. */
	read = 0;
	/** Number of records in the list; undefined if the list has no total. */
	total: number | undefined;
	private positions = 0;
	private previous: string | undefined;
	/** Position of the latest page whose number is a power of two. Every loop of positions returns to one of these. */
	private milestone: string | undefined;

	/** Records a position. Returns whether a page was requested from it before. */
	isRepeatedPosition(position: string): boolean {
		const isRepeated = position === this.previous || position === this.milestone;
		this.previous = position;
		this.positions++;
		if ((this.positions & (this.positions - 1)) === 0) this.milestone = position;
		return isRepeated;
	}

	/**
	 * Checks that all records were read. Requests the total again, since records can have been deleted in the meantime.
	 * @param request request for the first page
	 * @throws {ApiError} if fewer records were read than the total
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
