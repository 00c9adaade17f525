// jest-circus for one mutant: nothing more is run once a test has failed, and no file is loaded of whose tests none
// reaches the mutant. Neither does Stryker, for jest cannot be told to bail from within. Its name tells Stryker that it
// is jest-circus.
import runner from 'jest-circus/runner';

const circus = runner.default ?? runner;

/** What the dry run, which runs everything, has seen: the names of the tests of each file. */
const names = new Map();
/** How many mutants each file has killed: `order.js` has those that killed most run first. */
export const kills = new Map();
/** The mutant that was killed last, and what its end looked like. */
let killed;
let end;

export default async function run(globalConfig, config, environment, runtime, testPath, send) {
  const mutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
  if (mutant === undefined) {
    const result = await circus(globalConfig, config, environment, runtime, testPath, send);
    names.set(
      testPath,
      result.testResults.map(({ fullName }) => fullName),
    );
    end = result;
    return result;
  }
  const { testNamePattern } = globalConfig;
  const wanted = testNamePattern ? new RegExp(testNamePattern, 'i') : /^/;
  const none = names.size > 0 && names.get(testPath)?.some((name) => wanted.test(name)) !== true;
  if (none || (mutant === killed && end !== undefined)) return nothing(end, testPath);

  const inner = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = async (event, state) => {
    if (event.name === 'test_start' && mutant === killed) event.test.mode = 'skip';
    await inner?.(event, state);
    if (event.name === 'test_done' && event.test.errors.length > 0) killed = mutant;
  };
  end = await circus(globalConfig, config, environment, runtime, testPath, send);
  if (killed === mutant) kills.set(testPath, (kills.get(testPath) ?? 0) + 1);
  return end;
}

/** The result of a file of which no test was run. Jest takes an empty one for a mistake, so it names a skipped test. */
function nothing(like, testFilePath) {
  const counts = { numFailingTests: 0, numPassingTests: 0, numPendingTests: 1, numTodoTests: 0 };
  const skipped = { ...like.testResults[0], status: 'pending', failureMessages: [] };
  return { ...like, ...counts, testFilePath, testResults: [skipped], failureMessage: null };
}
