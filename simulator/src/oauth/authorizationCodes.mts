import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 60_000;

export interface CodeGrant {
	clientId: string;
	redirectUri: string;
	scopes: string[];
	codeChallenge?: string;
}

/** Authorization codes: each is valid once, for one minute. */
export class AuthorizationCodes {
	private readonly codes = new Map<string, CodeGrant & { expiresAt: number; used: boolean }>();
	private readonly now: () => number;

	constructor(now: () => number) {
		this.now = now;
	}

	/** Creates a code. */
	issue(grant: CodeGrant): string {
		const code = randomBytes(12).toString('base64url');
		this.codes.set(code, { ...grant, expiresAt: this.now() + LIFETIME_MS, used: false });
		return code;
	}

	/** Returns the grant of a code, or why it is invalid. The code cannot be used again in either case. */
	spend(code: string): CodeGrant | string {
		const known = this.codes.get(code);
		if (!known) return 'Authorization code is not known';
		if (known.used) return 'Authorization code was already used';
		known.used = true;
		return known.expiresAt > this.now() ? known : 'Authorization code is expired';
	}

	/** Removes every code. */
	reset(): void {
		this.codes.clear();
	}
}
