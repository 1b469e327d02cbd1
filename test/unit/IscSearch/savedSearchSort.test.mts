import { getSavedSearchSort } from '../../../nodes/IscSearch/savedSearchSort.ts';

const orderBy = { identity: ['-name'], role: ['name'] };

test.each([
	['orderBy of its index', { indices: ['identities'], orderBy, sort: ['id'] }, ['-name']],
	['sort where orderBy is about others', { indices: ['events'], orderBy, sort: ['id'] }, ['id']],
	[
		'sort where indices disagree',
		{ indices: ['identities', 'roles'], orderBy, sort: ['id'] },
		['id'],
	],
	[
		'orderBy where indices agree',
		{ indices: ['identities', 'roles'], orderBy: { identity: ['a'], role: ['a'] }, sort: [] },
		['a'],
	],
	['the names of indices, too', { indices: ['identities'], orderBy: { identities: ['a'] } }, ['a']],
	['nothing', { indices: ['identities'], orderBy: null, sort: null }, []],
])('returns %s', (_case, saved, expected) => expect(getSavedSearchSort(saved)).toEqual(expected));
