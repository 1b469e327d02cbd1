import * as expressions from '../../../credentials/urls.ts';
import { assertValidCredentialUrl } from '../../../nodes/shared/api/apiOrigin.ts';

test.each(Object.entries(expressions))('%s is one expression', (_name, expression) => {
	expect(expression).toMatch(/^=\{\{ .* \}\}$/s);
	// For n8n, the first }} ends the expression.
	expect(expression.slice(0, -2)).not.toContain('}}');
	expect(expression.slice(3)).not.toContain('{{');
});

const reasons = new Set(
	Object.values(expressions).flatMap((code) =>
		[...code.matchAll(/'([a-z-]+):\/\/refused'/g)].map(([, reason]) => reason!),
	),
);

test.each([...reasons])('%s is a valid scheme and host name', (reason) => {
	expect(reason).toMatch(/^[a-z]+(-[a-z]+)+$/);
	expect(reason.length).toBeLessThanOrEqual(63);
});

// Only n8n's editor uses the authorization URL.
test.each([...reasons].filter((reason) => !reason.startsWith('authorization-url')))(
	'the node explains %s',
	(reason) => {
		expect(() => assertValidCredentialUrl(`${reason}://refused`)).toThrow(
			/^'[^']+' .*in the credential/,
		);
		expect(() => assertValidCredentialUrl(`${reason}://refused/oauth/token`)).toThrow();
	},
);
