import { answerProblem } from '../../../nodes/IscTrigger/webhook/shape.ts';

const schema = JSON.stringify({
	type: 'object',
	required: ['approved', 'approver'],
	properties: {
		approved: { type: 'boolean' },
		approver: { type: ['string', 'null'] },
		level: { type: 'integer' },
		kind: { type: 'string', enum: ['IDENTITY', 'GOVERNANCE_GROUP'] },
		owner: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
	},
});
const good = { approved: true, approver: null };

test.each<[unknown, string | undefined]>([
	[good, undefined],
	[{ ...good, level: 2, kind: 'IDENTITY', owner: { id: 'a' }, more: 1 }, undefined],
	[{ ...good, kind: '' }, undefined],
	[[good], 'the answer must be an object'],
	['yes', 'the answer must be an object'],
	[undefined, 'the answer must be an object'],
	[{ approved: true }, "'approver' is missing"],
	[{ ...good, approved: 'yes' }, "'approved' must be boolean, and is string"],
	[{ ...good, level: 1.5 }, "'level' must be integer, and is number"],
	[{ ...good, kind: 'ROLE' }, "'kind' must be one of IDENTITY, GOVERNANCE_GROUP"],
	[{ ...good, owner: {} }, "'id' is missing"],
])('%j: %s', (answer, problem) => expect(answerProblem(answer, schema)).toBe(problem));

test.each([undefined, '', 'no schema'])('anything will do for the schema %j', (text) => {
	expect(answerProblem({ any: 1 }, text)).toBeUndefined();
});
