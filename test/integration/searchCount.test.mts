import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { getFailure } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startServer } from './server.mts';

const count = async (total: string[]) => {
	const server = await startServer((_request, response) => {
		response.writeHead(204, { 'x-total-count': total }).end();
	});
	const parameters = { operation: 'count', indices: ['identities'], query: '*' };
	return await runNode(server.store, { nodeType: new IscSearch(), parameters });
};

test.each([[['7']], [[' 7 ']], [['7', '7']]])(
	'returns the count of the header %j',
	async (total) => {
		const { items } = await count(total);
		expect(items[0]!.json).toEqual({ count: 7 });
	},
);

test.each([[['']], [['-5']], [['7', '8']], [['1,000']], [['many']]])(
	'fails for the header %j, which is no count',
	async (total) => {
		const { message } = await getFailure(count(total));
		expect(message).toBe("ISC didn't return the number of documents");
	},
);
