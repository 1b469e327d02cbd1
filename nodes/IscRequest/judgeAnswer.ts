import type { Answer, Call } from '../client/call';
import { judgeParts, undoneNotice, type Judged } from '../execution/multiStatus';
import type { Use } from '../execution/work';

/** Judges the parts of a request, and tells the user what ISC left undone. */
export function judgeAnswer(report: Use['report'], call: Call, answer: Answer): Judged {
	const judged = judgeParts(call, answer);
	const notice = undoneNotice(call, judged.undone);
	if (notice) report.notice(notice, notice);
	return judged;
}
