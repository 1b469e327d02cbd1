import { readResponseBody } from '../../../../nodes/shared/api/readResponseBody.ts';
import { buildSampleResponse } from './samples.mts';

test('throws without a retry if the body is too large for text', async () => {
	const body = Buffer.alloc(2 ** 29);
	await expect(readResponseBody(buildSampleResponse({ body }), {})).rejects.toMatchObject({
		message: 'The response is too large to read as text (512 MiB)',
		report: { hint: expect.stringMatching(/^Set 'Response Format' to 'File'/) as string },
	});
});
