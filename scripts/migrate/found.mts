import type { Remark } from './findings.mts';

/** The ISC request of a node, and its migration. */
export interface Finding {
	workflow: string;
	node: string;
	/** Previous method and path; empty if the node contains only text that looks like a request. */
	call: string;
	/** The current path, if it differs. */
	current?: string;
	/** Whether the header for experimental operations was added. */
	isHeaderAdded?: boolean;
	remarks: Remark[];
}

export type CallFinding = Omit<Finding, 'workflow' | 'node'>;
