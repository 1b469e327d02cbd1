import { closeSimulators, open, session } from './helpers.mts';

afterAll(closeSimulators);

type AnyRecord = Record<string, unknown> & { id: string };
const filter = (text: string) => `filters=${encodeURIComponent(text)}`;

test('creates, replaces, changes and deletes a policy', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const path = '/sod-policies/v1';
	const owner = tenant.data.identities.at(2)!;
	const made = await api.post<AnyRecord>(path, {
		name: 'Pay and approve',
		ownerRef: { type: 'IDENTITY', id: owner.id, name: owner.name },
	});
	expect(made.status).toBe(201);
	expect(made.body).toMatchObject({ level: 'MEDIUM', state: 'NOT_ENFORCED' });
	const found = await api.get<AnyRecord[]>(
		`${path}?${filter(`ownerRef.name eq "${owner.name}" and name co "and"`)}`,
	);
	expect(found.body.map(({ id }) => id)).toContain(made.body.id);
	const one = `${path}/${made.body.id}`;
	const put = await api.send<AnyRecord>('PUT', one, {
		json: { name: 'Replaced', creatorId: 'other' },
	});
	expect(put.body).toMatchObject({ name: 'Replaced', creatorId: made.body.creatorId });
	expect(put.body).not.toHaveProperty('level');
	expect((await api.send('PUT', one, { json: { level: 'HIGH' } })).status).toBe(400);
	const enforce = [{ op: 'replace', path: '/name', value: 'Enforced' }];
	expect((await api.patch<AnyRecord>(one, enforce)).body.name).toBe('Enforced');
	const side = {
		criteriaList: Array.from({ length: 51 }, () => ({ type: 'ENTITLEMENT', id: 'x' })),
	};
	const wide = { name: 'Wide', conflictingAccessCriteria: { leftCriteria: side } };
	expect((await api.post(path, wide)).status).toBe(400);
	expect((await api.send('DELETE', one)).status).toBe(204);
});

test('adds, replaces and removes tags', async () => {
	const tenant = await open({ counts: { taggedObjects: 3 } });
	const api = await session(tenant);
	const path = '/tagged-objects/v1';
	const [role, other] = [0, 1].map((index) => ({
		type: 'ROLE',
		id: tenant.data.roles.idAt(index),
	}));
	const added = await api.post(path, { objectRef: role, tags: ['pci'] });
	expect([added.status, added.text]).toEqual([201, '']);
	const bulk = { objectRefs: [role, other], tags: ['SOX'], operation: 'APPEND' };
	expect((await api.post(`${path}/bulk-add`, bulk)).body).toMatchObject([
		{ tags: ['PCI', 'SOX'] },
		{ tags: ['SOX'] },
	]);
	expect((await api.get<AnyRecord[]>(`${path}/ROLE`)).body).toHaveLength(2);
	const both = await api.get<AnyRecord[]>(
		`${path}?${filter('tagName eq "PCI" and objectRef.type eq "ROLE"')}`,
	);
	expect(both.body).toEqual([{ objectRef: role, tags: ['PCI', 'SOX'] }]);
	await api.post(`${path}/bulk-remove`, { objectRefs: [role, other], tags: ['SOX'] });
	expect((await api.get(`${path}/ROLE/${other!.id}`)).status).toBe(404);
	const put = await api.send('PUT', `${path}/ROLE/${role!.id}`, { json: { tags: ['critical'] } });
	expect(put.body).toMatchObject({ tags: ['CRITICAL'] });
	expect((await api.send('DELETE', `${path}/ROLE/${role!.id}`)).status).toBe(204);
	expect((await api.get<AnyRecord[]>(`${path}/ROLE`)).body).toEqual([]);
});

test('pages launchers with a cursor', async () => {
	const tenant = await open({ counts: { launchers: 25 } });
	const api = await session(tenant);
	const names: unknown[] = [];
	let next: string | undefined;
	let pages = 0;
	do {
		const query = next ? `?next=${next}` : '';
		const { body } = await api.get<{ items: AnyRecord[]; next?: string }>(`/launchers/v1${query}`);
		names.push(...body.items.map(({ name }) => name));
		next = body.next;
		pages++;
	} while (next);
	expect(pages).toBe(3);
	expect(new Set(names).size).toBe(25);
	expect((await api.get('/launchers/v1?next=elsewhere')).status).toBe(400);
});

test('imports and exports a file of non-employees', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now, taskMs: 1_000, counts: { nonEmployeeRecords: 0 } });
	const api = await session(tenant);
	const path = `/non-employee-sources/v1/${tenant.data.nonEmployeeSources.idAt(1)}`;
	const header = (await api.get<string>(`${path}/schema-attributes-template/download`)).body.trim();
	const row = 'ext.jo,Jo,"Doe, Jr",jo@x,1,boss,2026-01-01T00:00:00Z,2027-01-01T00:00:00Z';
	const upload = (part: string) => {
		const body = new FormData();
		body.append(part, new Blob([`${header}\r\n${row}\r\n`], { type: 'text/csv' }), 'people.csv');
		return api.send<AnyRecord>('POST', `${path}/non-employee-bulk-upload`, { body });
	};
	expect((await upload('file')).status).toBe(400);
	expect((await api.get(`${path}/non-employee-bulk-upload/status`)).body).toEqual({});
	expect(await upload('data')).toMatchObject({ status: 202, body: { status: 'PENDING' } });
	const status = async () => (await api.get(`${path}/non-employee-bulk-upload/status`)).body;
	now += 600;
	expect(await status()).toEqual({ status: 'IN_PROGRESS' });
	now += 400;
	expect(await status()).toEqual({ status: 'COMPLETED' });
	const file = await api.get<string>(`${path}/non-employees/download`);
	expect(file.headers.get('content-type')).toContain('text/csv');
	expect(file.body).toContain('"Doe, Jr"');
	tenant.options.jobs.failing = ['non-employee-upload'];
	await upload('data');
	now += 1_000;
	expect(await status()).toEqual({ status: 'ERROR' });
	expect(tenant.data.nonEmployeeRecords.size).toBe(1);
});

test('wraps form definitions, and returns their files unchanged', async () => {
	const tenant = await open({ counts: { formDefinitions: 5 } });
	const api = await session(tenant);
	const page = await api.get<{ count: number; results: AnyRecord[] }>(
		'/form-definitions/v1?limit=2&offset=2&sorters=-name',
	);
	expect(page.body.count).toBe(5);
	expect(page.body.results.map(({ name }) => name)).toEqual(['Form 3', 'Form 2']);
	const path = `/form-definitions/v1/${tenant.data.formDefinitions.idAt(0)}`;
	const change = [{ op: 'replace', path: '/description', value: 'Changed' }];
	const changed = await api.send<AnyRecord>('PATCH', path, { json: change });
	expect(changed.body.description).toBe('Changed');
	const body = new FormData();
	const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]);
	body.append('file', new Blob([image], { type: 'image/png' }), 'logo.png');
	const { fileId } = (await api.send<AnyRecord>('POST', `${path}/upload`, { body })).body;
	const response = await fetch(`${tenant.url}${path}/file/${String(fileId)}`, {
		headers: { authorization: `Bearer ${api.accessToken}` },
	});
	expect(response.headers.get('content-type')).toBe('image/png');
	expect(Buffer.from(await response.arrayBuffer())).toEqual(image);
});

test('returns unusual responses', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const person = tenant.data.identities.idAt(0);
	const ids = { identityIds: [person, 'nobody'] };
	const many = await api.post('/identities-accounts/v1/disable', ids);
	expect([many.status, many.body]).toMatchObject([207, [{ statusCode: 202 }, { statusCode: 404 }]]);
	const own = [...tenant.data.accounts].filter(({ identityId }) => identityId === person);
	expect(own.map(({ disabled }) => disabled)).toEqual(own.map(() => true));
	const open_ = await fetch(`${tenant.url}/.well-known/v1/ssf-configuration`);
	expect(open_.status).toBe(200);
	const enabled = `/data-segments/v1/user-enabled/${person}`;
	expect((await api.get(enabled)).status).toBe(400);
	const experimental = { headers: { 'X-SailPoint-Experimental': 'true' } };
	expect((await api.get(enabled, experimental)).body).toBe(true);
	await api.send('DELETE', '/identity-attributes/v1/bulk-delete', { json: { ids: ['location'] } });
	const names = (await api.get<{ name: string }[]>('/identity-attributes/v1')).body.map(
		({ name }) => name,
	);
	expect(names).toEqual(['department', 'costCenter', 'badgeNumber']);
});
