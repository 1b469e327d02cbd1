/** The value of a parameter, by its name. */
export type Read = (name: string) => unknown;
