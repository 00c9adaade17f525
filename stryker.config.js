import jest from './jest.config.js';

/**
 * Mutation tests, on demand: `npm run mutate -- src/correlate`, see CONTRIBUTING.
 *
 * What is tested here runs in the process that holds the mutants. Left out are tests that start the built program
 * (without `dist` in the sandbox some skip that by themselves), that read the sources, and that repeat at length what
 * others say shortly.
 */
const elsewhere = [
  ...[
    'analyze-cli',
    'analyze-exits',
    'capture',
    'cli',
    'events',
    'explain',
    'follow',
    'readme',
    'robust-cli',
  ],
  ...['imports', 'docs', 'regex', 'causes', 'samples-advice', 'spill', 'pairs'],
  ...['fuzz', 'matrix', 'simulate', 'truth'],
];

export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: {
    projectType: 'custom',
    config: {
      ...jest,
      testPathIgnorePatterns: elsewhere.map((name) => `/test/${name}\\.test\\.ts$`),
      testRunner: '<rootDir>/scripts/mutate/jest-circus-until-killed.js',
      testSequencer: '<rootDir>/scripts/mutate/order.js',
    },
  },
  coverageAnalysis: 'perTest',
  // Each run leaves its modules in memory: jest cannot let go of those of node:vm.
  maxTestRunnerReuse: 40,
  concurrency: 1,
  // What never ends is ended by the count of its turns; the clock shall not judge on a busy machine.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  ignorePatterns: ['/dist', '/bench', '/coverage', '/docs'],
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: true, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation.json' },
};
