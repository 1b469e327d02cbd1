import { isChanged, needsPerson, type Finding } from './migrate.mts';

function formatFinding(finding: Finding): string[] {
	const { node, call, current, remarks } = finding;
	const isFine = !isChanged(finding) && remarks.length === 0;
	const [method = ''] = call.split(' ', 1);
	return [
		`  ${node}`,
		...(call ? [`    ${current === undefined ? 'now' : 'old'}  ${call}`] : []),
		...(current === undefined ? [] : [`    new  ${method} ${current}`]),
		...(isFine ? ['    no change needed'] : []),
		...remarks.map(({ text, needsPerson: isTask }) => `    ${isTask ? 'TO DO' : 'note'}: ${text}`),
	];
}

const formatCount = (number: number, one: string, many: string) =>
	`${number} ${number === 1 ? one : many}`;

/** Formats the report, in the order of the workflows and their nodes. */
export function formatReport(findings: Finding[]): string {
	if (findings.length === 0) return 'No ISC requests found.';
	const blocks = findings.map((finding, index) => {
		const isFirst = index === 0 || findings[index - 1]?.workflow !== finding.workflow;
		return [...(isFirst ? [finding.workflow || 'Workflow'] : []), ...formatFinding(finding)].join(
			'\n',
		);
	});
	const changed = findings.filter(isChanged).length;
	const open = findings.filter(needsPerson).length;
	return [
		...blocks,
		'',
		`${formatCount(findings.length, 'node', 'nodes')} with ISC requests: ${changed} changed, ${open} to do by hand.`,
		...(changed > 0
			? ["Request and response bodies aren't compared. Test each changed node."]
			: []),
	].join('\n');
}
