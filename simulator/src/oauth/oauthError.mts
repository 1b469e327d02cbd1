/** Thrown to answer from the token endpoint in the shape of RFC 6749. */
export class OAuthError extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, code: string, description: string) {
		super(description);
		this.status = status;
		this.code = code;
	}

	/** The body of the answer. */
	get body() {
		return { error: this.code, error_description: this.message };
	}
}
