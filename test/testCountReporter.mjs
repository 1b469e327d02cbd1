/** Prints the counts of the tests on one line at the end of a run. */
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
