/** What every record of a non-employee has. */
export const required = [
	'accountName',
	'firstName',
	'lastName',
	'email',
	'phone',
	'manager',
	'sourceId',
	'startDate',
	'endDate',
];

/** The columns of the files: the source is that of the path. */
export const columns = required.filter((name) => name !== 'sourceId');
