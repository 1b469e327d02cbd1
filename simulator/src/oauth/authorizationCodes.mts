import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 60_000;

export type CodeGrant = {
	clientId: string;
	redirectUri: string;
	scopes: string[];
	codeChallenge?: string;
};

/** Authorization codes: each is good once, for a minute. */
export class AuthorizationCodes {
	private readonly codes = new Map<string, CodeGrant & { expiresAt: number; used: boolean }>();
	private readonly now: () => number;

	constructor(now: () => number) {
		this.now = now;
	}

	/** A new code. */
	issue(grant: CodeGrant): string {
		const code = randomBytes(12).toString('base64url');
		this.codes.set(code, { ...grant, expiresAt: this.now() + LIFETIME_MS, used: false });
		return code;
	}

	/** What a code stands for, or why it is refused; it cannot be spent again either way. */
	spend(code: string): CodeGrant | string {
		const known = this.codes.get(code);
		if (!known) return 'Authorization code is not known';
		if (known.used) return 'Authorization code was already used';
		known.used = true;
		return known.expiresAt > this.now() ? known : 'Authorization code is expired';
	}

	/** Forgets every code. */
	reset(): void {
		this.codes.clear();
	}
}
