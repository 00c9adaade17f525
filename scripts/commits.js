// `node scripts/commits.js [BASE]`: the subjects of all commits after BASE say in 72 characters which area and what.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The commit that moved every file to its room: what came before it was written without areas. */
const SINCE = '2f4690e61866cfa8ee4515e55a63fb8269690e54';
const LONGEST = 72;

const git = (...words) => spawnSync('git', words, { encoding: 'utf8' });

/** The list of areas is in CONTRIBUTING, in one paragraph that begins with this word. */
const [, listed = ''] = /^Areas: ([^]*?)\n\n/m.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
const areas = new Set([...listed.matchAll(/`([a-z-]+)`/g)].map(([, area]) => area));

function objection(subject) {
  if ([...subject].length > LONGEST) return `longer than ${LONGEST} characters`;
  const [, area] = /^([a-z-]+): \S/.exec(subject) ?? [];
  if (area === undefined) return 'no area in front';
  return areas.has(area) ? undefined : `no area called ${area} in CONTRIBUTING.md`;
}

const [base = SINCE] = process.argv.slice(2);
const here = git('merge-base', '--is-ancestor', base, 'HEAD').status === 0;
if (!here) console.error(`${base} is not in this history: only the last commit is looked at.`);
const { status, stdout, stderr } = git(
  ...['log', '--no-merges', '--format=%h %s'],
  ...(here ? [`${base}..HEAD`] : ['-1']),
);
if (status !== 0) {
  console.error(stderr);
  process.exit(1);
}
for (const commit of stdout.split('\n').filter(Boolean)) {
  const why = objection(commit.slice(commit.indexOf(' ') + 1));
  if (why === undefined) continue;
  console.error(`${commit}\n  ${why}`);
  process.exitCode = 1;
}
