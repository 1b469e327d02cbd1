export function npm(
	args: string[],
	options: { cwd: string; signal?: AbortSignal },
): Promise<string>;
