/** The value of a parameter, by its name. */
export type GetParameter = (name: string) => unknown;
