/** A credential as n8n imports it, with plain data. */
export type Credential = {
	id?: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
};

export type WorkflowNode = {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id?: string | null; name: string }>;
	[setting: string]: unknown;
};

/** A workflow as n8n exports it. */
export type Workflow = {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<
		string,
		{ main: Array<Array<{ node: string; type: string; index: number }>> }
	>;
	settings?: Record<string, unknown>;
	active?: boolean;
};

export type RunItem = {
	json: Record<string, unknown>;
	binary?: Record<
		string,
		{ fileName?: string; mimeType: string; fileSize?: string; data?: string; id?: string }
	>;
	pairedItem?: unknown;
};

export type RunError = {
	message: string;
	description?: string | null;
	httpCode?: string | null;
	[more: string]: unknown;
};

/** By node name: each time it ran, with the items of each of its outputs. */
export type RunData = Record<
	string,
	Array<{
		executionTime: number;
		executionStatus?: string;
		error?: RunError;
		hints?: Array<{ message: string }>;
		data?: { main: Array<RunItem[] | null> };
	}>
>;

/** An execution as the editor sees it. */
export type Execution = {
	id: string;
	status: 'success' | 'error' | 'canceled' | 'crashed' | 'new' | 'running' | 'waiting' | 'unknown';
	runData: RunData;
	error?: RunError;
	lastNodeExecuted?: string;
};
