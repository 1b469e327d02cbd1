import { isChanged, needsPerson, type Finding } from './migrate.mts';

function formatFinding(finding: Finding): string[] {
	const { node, call, current, remarks } = finding;
	const isFine = !isChanged(finding) && remarks.length === 0;
	const [method = ''] = call.split(' ', 1);
	return [
		`  ${node}`,
		...(call ? [`    ${current === undefined ? 'now' : 'old'}  ${call}`] : []),
		...(current === undefined ? [] : [`    new  ${method} ${current}`]),
		...(isFine ? ['    fine as it is'] : []),
		...remarks.map(
			({ text, needsPerson: isTask }) => `    ${isTask ? 'NEEDS A PERSON' : 'note'}: ${text}`,
		),
	];
}

const formatCount = (number: number, one: string, many: string) =>
	`${number} ${number === 1 ? one : many}`;

/** @returns the report for people, the findings in the order of the nodes and their workflows */
export function formatReport(findings: Finding[]): string {
	if (findings.length === 0) return 'No call of ISC found.';
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
		`${formatCount(findings.length, 'node', 'nodes')} with calls of ISC: ${changed} changed, ${open} for a person to look at.`,
		...(changed > 0
			? ['Bodies and answers are not compared: run each changed node once before you rely on it.']
			: []),
	].join('\n');
}
