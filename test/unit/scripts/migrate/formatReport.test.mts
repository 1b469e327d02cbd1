import { migrate } from '../../../../scripts/migrate/migrate.mts';
import { formatReport } from '../../../../scripts/migrate/formatReport.mts';
import { request } from './workflows.mts';

const named = (name: string, path: string) => ({ ...request(path), name });

test('lists previous and current requests by workflow', () => {
	const nodes = [named('Old', '/v3/accounts'), named('New', '/accounts/v1')];
	const other = [named('Private', '/cc/api/x'), named('Apps', '/source-apps/v1')];
	expect(formatReport(migrate([{ name: 'One', nodes }, { nodes: other }]))).toBe(
		`One
  Old
    old  GET /v3/accounts
    new  GET /accounts/v1
  New
    now  GET /accounts/v1
    no change needed
Workflow
  Private
    now  GET /cc/api/x
    TO DO: GET /cc/api/x belongs to a private API. Find a replacement in docs/operations.md.
  Apps
    now  GET /source-apps/v1
    note: The operation is experimental. Its header was added.

4 nodes with ISC requests: 2 changed, 1 to do by hand.
Request and response bodies aren't compared. Test each changed node.`,
	);
});

test('reports that nothing was found', () => {
	expect(formatReport(migrate([{ nodes: [] }]))).toBe('No ISC requests found.');
});
