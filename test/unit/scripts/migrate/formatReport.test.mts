import { migrate } from '../../../../scripts/migrate/migrate.mts';
import { formatReport } from '../../../../scripts/migrate/formatReport.mts';
import { request } from './workflows.mts';

const named = (name: string, path: string) => ({ ...request(path), name });

test('tells of each node what was and what is, by workflow', () => {
	const nodes = [named('Old', '/v3/accounts'), named('New', '/accounts/v1')];
	const other = [named('Private', '/cc/api/x'), named('Apps', '/source-apps/v1')];
	expect(formatReport(migrate([{ name: 'One', nodes }, { nodes: other }]))).toBe(
		`One
  Old
    old  GET /v3/accounts
    new  GET /accounts/v1
  New
    now  GET /accounts/v1
    fine as it is
Workflow
  Private
    now  GET /cc/api/x
    NEEDS A PERSON: GET /cc/api/x belongs to a private API: look in docs/operations.md for what does the same.
  Apps
    now  GET /source-apps/v1
    note: Is experimental: its header was switched on.

4 nodes with calls of ISC: 2 changed, 1 for a person to look at.
Bodies and answers are not compared: run each changed node once before you rely on it.`,
	);
});

test('nothing found', () => {
	expect(formatReport(migrate([{ nodes: [] }]))).toBe('No call of ISC found.');
});
