/** Thrown to return an error of RFC 6749 from the token endpoint. */
export class OAuthError extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, code: string, description: string) {
		super(description);
		this.status = status;
		this.code = code;
	}

	/** The body of the response. */
	get body() {
		return { error: this.code, error_description: this.message };
	}
}
