import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { sendTestEvent } from './service';

/** n8n is ready for a test event only a moment after the subscription is made. */
const UNTIL_READY = 1_500;

/** Has ISC send an example of the event in a moment, if that is wanted. */
export function testSoon(
	context: IHookFunctions,
	triggerId: string,
	input: unknown,
	subscriptionId: string,
): void {
	const { sendTestEvent: isWanted = true } = context.getNodeParameter('options', {}) as IDataObject;
	if (!isWanted) return;
	void sleep(UNTIL_READY)
		.then(async () => await sendTestEvent(context, triggerId, input, subscriptionId))
		.catch((error: Error) => {
			context.logger.warn(`ISC could not send a test event: ${error.message}`);
		});
}
