/** Ends a run with the counts of its tests on one line, for whoever reads the log. */
export default class CountReporter {
	onRunComplete(
		_contexts,
		{ numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites },
	) {
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
		console.log(`\n${numPassedTests} passed, ${failed} failed${skipped}`);
	}
}
