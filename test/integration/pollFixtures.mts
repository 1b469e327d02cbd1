import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { pollClock } from '../../nodes/IscPollTrigger/clock.ts';
import type { Table } from '../../simulator/src/data/table.mts';
import type { AnyRecord } from '../../simulator/src/data/types.mts';
import type { OptionsInput, Simulator } from '../../simulator/src/server.mts';
import { createCredential, useTenant } from './fixture.mts';
import { Poller } from './pollHarness.mts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Start time of each test. */
export const began = Math.floor(Date.now() / SECOND) * SECOND;
export const iso = (millis: number) => new Date(millis).toISOString();

/** Time of the trigger and the tenant. Only tests change it. */
export const world = { time: began };

let tenantOf: () => Simulator;
export const tenant = () => tenantOf();
export const data = () => tenant().data;

/** Starts a tenant for the tests of a file, and resets it before each test. */
export function usePolledTenant(more: OptionsInput = {}): void {
	tenantOf = useTenant({
		...more,
		now: () => world.time,
		tokenLifetimeSeconds: 43_200,
		taskMs: MINUTE,
		rateLimit: { enabled: false },
		logBodies: true,
	});
	beforeEach(() => {
		world.time = began;
		Object.assign(tenant().options, {
			indexLagMs: 0,
			indexLagSpreadMs: 0,
			dateForm: 'iso',
			dateHeader: 'time',
			unmodified: 'created',
			workItems: 'own',
		});
		jest
			.spyOn(pollClock, 'now')
			.mockImplementation(() => DateTime.fromMillis(world.time, { zone: 'utc' }));
	});
}

/** Creates a trigger with a new credential. */
export const poller = (event: string, more: IDataObject = {}) =>
	new Poller(createCredential(tenant()), { event, ...more });

/** Builds the parameters for a list of the catalogue. */
export const anyList = (value: string, more: IDataObject = {}) => ({
	list: { __rl: true, mode: 'list', value },
	...more,
});

/** Adds a record like the first of a table, with other values in some fields. */
export function addLike(table: Table<AnyRecord>, fields: IDataObject): AnyRecord {
	const { id: _id, ...first } = table.at(0)!;
	return table.add({ ...first, ...fields });
}

/** Adds a task that was created at one time and ended at another. */
export function addTask(created: number, ended: number): string {
	const job = { family: 'report', launched: iso(ended - MINUTE), failure: null };
	const taskDefinitionSummary = { uniqueName: 'Test' };
	return data().tasks.add({
		job,
		created: iso(created),
		modified: iso(created),
		taskDefinitionSummary,
	}).id;
}
