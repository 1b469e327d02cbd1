import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { sendTestEvent } from './subscriptionApi';

/** Milliseconds until n8n can receive a test event after the subscription was created. */
const UNTIL_READY = 1_500;

/** Has ISC send a test event shortly, unless the option is off. */
export function scheduleTestEvent(
	context: IHookFunctions,
	triggerId: string,
	input: unknown,
	subscriptionId: string,
): void {
	const { sendTestEvent: isEnabled = true } = context.getNodeParameter(
		'options',
		{},
	) as IDataObject;
	if (!isEnabled) return;
	void sleep(UNTIL_READY)
		.then(async () => await sendTestEvent(context, triggerId, input, subscriptionId))
		.catch((error: Error) => {
			context.logger.warn(`ISC couldn't send a test event: ${error.message}`);
		});
}
