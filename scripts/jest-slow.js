// Names the files that do not belong to the quick tests: alone they take longer than what is left of a minute allows.
const SECONDS = 15;

export default class Slow {
  onRunComplete(_contexts, { testResults }) {
    for (const { testFilePath, perfStats } of testResults) {
      const seconds = (perfStats.end - perfStats.start) / 1000;
      if (seconds > SECONDS) {
        process.stderr.write(
          `${testFilePath} took ${seconds.toFixed(0)} s: begin it with "// @long" and why, if it always does\n`,
        );
      }
    }
  }
}
