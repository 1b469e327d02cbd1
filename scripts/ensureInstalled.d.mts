export type Install = {
	directory: string;
	what: string;
	commands: string[][];
	log?: (line: string) => void;
	signal?: AbortSignal;
};

export function installLocked(install: Install): Promise<boolean>;

export const root: string;

export function installRoot(log?: (line: string) => void): Promise<boolean>;
