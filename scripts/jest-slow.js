// Names the files that do not belong to the quick tests: by their share, because seconds depend on the machine.
const FEW = 20;
const SHARE = 1 / 5;

export default class Slow {
  onRunComplete(_contexts, { testResults }) {
    const times = testResults.map(({ testFilePath, perfStats: { start, end } }) => [
      testFilePath,
      end - start,
    ]);
    const all = times.reduce((sum, [, time]) => sum + time, 0);
    for (const [file, time] of times) {
      if (times.length < FEW || time < all * SHARE) continue;
      const percent = Math.round((time / all) * 100);
      process.stderr.write(`${file} took ${percent} % of the time: begin it with "// @long" and why\n`);
    }
  }
}
