// Ends every test run with one countable line. A test file that could not even be loaded counts as a failure.
export default class Tally {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stderr.write(`${results.numPassedTests} passed, ${failed} failed\n`);
  }
}
