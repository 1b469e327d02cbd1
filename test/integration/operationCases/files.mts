import type { Case } from './types.mts';
import { idOf } from './types.mts';

const csv = (content: string) => ({ name: 'people.csv', type: 'text/csv', content });
const finished = { family: 'report', launched: '2025-01-01T00:00:00.000Z', failure: null };

/** Files, in and out. */
export const files: Case[] = [
	{
		id: 'importAccountsV1',
		path: idOf('sources'),
		file: csv('id,accountName\nn-1,new.one\n'),
		values: () => ({ 'body.file': 'data' }),
		sees: 'POST /sources/v1/:1/load-accounts',
		gives: { success: true },
		leaves: ({ data }) =>
			expect([...data.accounts].some(({ nativeIdentity }) => nativeIdentity === 'n-1')).toBe(true),
	},
	{
		id: 'importNonEmployeeRecordsInBulkV1',
		path: idOf('nonEmployeeSources'),
		file: csv('accountName,firstName,lastName\next.one,One,Two\n'),
		values: () => ({ 'body.data': 'data' }),
		sees: 'POST /non-employee-sources/v1/:1/non-employee-bulk-upload',
		gives: { status: 'PENDING' },
		leaves: ({ data }) => expect(data.nonEmployeeRecords.size).toBe(41),
	},
	{
		id: 'createFormDefinitionFileRequestV1',
		path: idOf('formDefinitions'),
		file: { name: 'logo.png', type: 'image/png', content: 'not really' },
		values: () => ({ 'body.file': 'data' }),
		sees: 'POST /form-definitions/v1/:1/upload',
		leaves: ({ data }) => expect(data.formFiles.at(0)).toMatchObject({ name: 'logo.png' }),
	},
	{
		id: 'putPasswordDictionaryV1',
		file: { name: 'words.txt', type: 'text/plain', content: 'qwerty\nacme\n' },
		values: () => ({ 'body.file': 'data' }),
		sees: 'PUT /password-dictionary/v1',
		gives: { success: true },
		leaves: ({ data }) =>
			expect(data.settings.get('password-dictionary')).toEqual({ text: 'qwerty\nacme\n' }),
	},
	{ id: 'getPasswordDictionaryV1', sees: 'GET /password-dictionary/v1', fileType: 'text/plain' },
	{
		id: 'exportNonEmployeeRecordsV1',
		path: idOf('nonEmployeeSources'),
		sees: 'GET /non-employee-sources/v1/:1/non-employees/download',
		fileType: 'text/csv',
		gives: { fileName: 'Contractors 1.csv' },
	},
	{
		id: 'getAccountsSchemaV1',
		path: idOf('sources'),
		sees: 'GET /sources/v1/:1/schemas/accounts',
		fileType: 'text/csv',
	},
	{
		id: 'getDefaultViolationReportV1',
		path: ({ sodReports }) => [sodReports.at(0)!.id],
		before: ({ data }) => {
			const policyIds = [data.sodPolicies.idAt(0)];
			data.sodReports.add({ name: 'Violations', policyIds, job: finished });
		},
		sees: 'GET /sod-violation-report/v1/:1/download',
		fileType: 'application/zip',
	},
	{
		id: 'getReportV1',
		path: ({ reports }) => [reports.at(0)!.id],
		before: ({ data }) => {
			data.reports.add({ reportType: 'IDENTITIES', rows: 5, job: finished });
		},
		values: () => ({ 'query.fileFormat': 'pdf' }),
		sees: 'GET /reports/v1/:1?fileFormat=pdf',
		fileType: 'application/pdf',
	},
	{
		id: 'getFileFromS3V1',
		path: ({ formDefinitions, formFiles }) => [formDefinitions.idAt(0), formFiles.at(0)!.id],
		before: ({ data }) => {
			const formDefinitionId = data.formDefinitions.idAt(0);
			data.formFiles.add({ formDefinitionId, type: 'image/png', bytes: Buffer.from('pixels') });
		},
		sees: 'GET /form-definitions/v1/:1/file/:2',
		fileType: 'image/png',
	},
];
