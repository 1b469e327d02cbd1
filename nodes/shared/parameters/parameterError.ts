/** An invalid parameter. Thrown before a request is sent. */
export class ParameterError extends Error {
	/** How to fix it, as one or more sentences. */
	readonly description: string;

	/**
	 * @param parameter label of the parameter in the editor
	 * @param problem what is wrong, as the rest of a sentence that starts with the label
	 * @param description how to fix it
	 */
	constructor(parameter: string, problem: string, description: string) {
		super(`'${parameter}' ${problem}`);
		this.description = description;
	}
}
