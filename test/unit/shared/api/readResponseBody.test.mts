import { readResponseBody } from '../../../../nodes/shared/api/readResponseBody.ts';
import { buildSampleResponse } from './samples.mts';

test('a body that no text can hold is not asked for again', async () => {
	const body = Buffer.alloc(2 ** 29);
	await expect(readResponseBody(buildSampleResponse({ body }), {})).rejects.toMatchObject({
		message: 'The response is too large to read as text (512 MiB)',
		report: { hint: expect.stringMatching(/'File' as 'Response Format'/) as string },
	});
});
