import { createHash } from 'crypto';
import pick from 'lodash/pick';
import type { IDataObject, INode } from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../../client/host';
import { locatorValue } from '../../editor/locator';

const ASKED = ['event', 'watch', 'dateField', 'idField', 'indices', 'query', 'filters'];
const START = ['firstRun', 'startDate'];

/**
 * What a trigger asks for, as one short text. Expressions count as they are written: what comes of them may
 * change from poll to poll, which is no reason to start anew.
 */
export function signatureOf({ parameters, credentials }: INode): string {
	const { id, name } = credentials?.[CREDENTIAL_TYPE] ?? {};
	const asked = [
		id ?? name,
		pick(parameters, ASKED),
		locatorValue(parameters.list),
		pick(parameters.options as IDataObject | undefined, START),
	];
	return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16);
}
