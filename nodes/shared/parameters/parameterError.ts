/** A parameter that cannot be used; thrown before a request is spent. */
export class ParameterError extends Error {
	/** The way out, as a sentence. */
	readonly description: string;

	/**
	 * @param parameter label of the parameter in the editor
	 * @param what what is wrong with it, as the rest of the sentence
	 */
	constructor(parameter: string, what: string, description: string) {
		super(`'${parameter}' ${what}`);
		this.description = description;
	}
}
