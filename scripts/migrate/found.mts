import type { Remark } from './findings.mts';

/** What was found in a node. */
export interface Finding {
	workflow: string;
	node: string;
	/** Method and path as they were; empty where no call was found but something that looks like one. */
	call: string;
	/** The path of today, where it is another. */
	current?: string;
	/** Whether the header was switched on that an experimental operation wants. */
	isHeaderAdded?: boolean;
	remarks: Remark[];
}

export type CallFinding = Omit<Finding, 'workflow' | 'node'>;
