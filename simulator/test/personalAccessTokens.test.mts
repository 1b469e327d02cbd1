import { closeSimulators, open, session, token } from './helpers.mts';

afterAll(closeSimulators);

const PATH = '/personal-access-tokens/v1';
const DAY = 86_400_000;

interface Token {
	id: string;
	name: string;
	secret: string;
	expirationDate: string | null;
}

test('accepts a personal access token until it expires, and still lists it', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now });
	const api = await session(tenant);
	const expirationDate = new Date(now + 2 * DAY).toISOString();
	const made = await api.post<Token>(PATH, { name: 'Short', expirationDate });
	expect(made.body).toMatchObject({ expirationDate, userAwareTokenNeverExpires: false });

	const ask = async () => {
		const { id, secret } = made.body;
		const grant = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
		return (await token(tenant, grant)).status;
	};
	expect(await ask()).toBe(200);
	now += 2 * DAY;
	expect(await ask()).toBe(401);
	const { get } = await session(tenant);
	const short = (await get<Token[]>(PATH)).body.find(({ name }) => name === 'Short');
	expect(short).toMatchObject({ expirationDate });
});

test('requires an explicit request for a token that never expires', async () => {
	const tenant = await open();
	const { post } = await session(tenant);
	expect((await post(PATH, { name: 'Endless' })).status).toBe(400);
	const past = new Date(Date.now() - DAY).toISOString();
	expect((await post(PATH, { name: 'Late', expirationDate: past })).status).toBe(400);
	const { body } = await post<Token>(PATH, { name: 'Endless', userAwareTokenNeverExpires: true });
	expect(body).toMatchObject({ expirationDate: null, userAwareTokenNeverExpires: true });
});
