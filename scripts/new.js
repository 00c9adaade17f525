// `node scripts/new.js rule CODE [--room offer|control|remark|capture|missing-pinhole]`: the stubs of a new rule: its
// file, its line in the index of its room, its sample, its place among the promised codes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

const offerFails = (code) => `{ verdict: 'failed', offers: ['failed ${code}'] }`;

/** What differs between the rooms of rules: the type, the list in the index, the samples, and what a sample of it wants. */
const ROOMS = {
  offer: { type: 'Rule', from: 'rule', list: 'export const rules', samples: 'offers', wants: offerFails },
  control: {
    ...{ type: 'ControlRule', from: 'rule', list: 'export const controlRules' },
    ...{
      samples: 'control',
      wants: (code) => `{ verdict: 'failed', offers: [], controls: ['failed ${code}'] }`,
    },
  },
  remark: {
    type: 'Remark',
    from: 'remark',
    list: 'export const remarks',
    samples: 'beside',
    verdict: 'remark',
    wants: (code) =>
      `{ verdict: 'worked', offers: ['TODO: verdict CODE of each offer'], remarks: ['${code}'] }`,
  },
  capture: {
    ...{ type: 'CaptureRule', from: 'capture-rule', list: 'export const captureRules' },
    ...{ samples: 'captures', verdict: 'inconclusive' },
    wants: (code) =>
      `{ verdict: 'inconclusive', offers: ['TODO: verdict CODE of each offer'], remarks: ['${code}'] }`,
  },
  'missing-pinhole': {
    ...{ type: 'PinholeCause', from: 'pinhole-cause', list: 'const lacking' },
    ...{ samples: 'configured', stage: 'expectation', judge: 'find' },
    wants: offerFails,
  },
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { room: { type: 'string', default: 'offer' } },
});
const [what, code = ''] = positionals;
const room = ROOMS[values.room];
if (what !== 'rule' || !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code) || room === undefined) {
  console.error(`Usage: npm run new -- rule A_CODE [--room ${Object.keys(ROOMS).join('|')}]`);
  process.exit(2);
}

const kebab = code.toLowerCase().replaceAll('_', '-');
const name = kebab.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const folder = `src/diagnose/rules/${values.room}`;
const { type, from, list, samples, wants, stage = 'admission', verdict = 'failed', judge = 'judge' } = room;

const rule = `
import type { ${type} } from '../../${from}.js';
import { noSteps } from '../../wording/named-steps.js';

/** TODO: what proves it, why FortiOS behaves so, and which sample shows it. */
export const ${name}: ${type} = {
  code: '${code}',
  stage: '${stage}',
  verdict: '${verdict}',
  // TODO: A: documented or read off real output; B: follows from what is documented; C: usual, only ever possible.
  grade: 'C',
  title: 'TODO: in a few words, in lower case',
  mechanism: 'TODO: how it comes about.',
  evidence: 'TODO: the lines that show it.',
  neighbours: { INSUFFICIENT_EVIDENCE: 'TODO: how to tell it apart' },
  steps: noSteps,
  source: 'TODO: a document or a real output',

  ${judge}: () => null,
};
`;

const sample = `
  {
    name: '${kebab}',
    title: 'TODO: what the case is, in a line',
    story: 'TODO: what happened.',
    shows: 'TODO: what of it the capture shows.',
    scenario: { seed: 1, sessions: [{ transfers: [{}] }] },
    pair: { name: 'TODO: a neighbour without the code', change: 'TODO: the one change between them.' },
    wants: ${wants(code)},
  },
`;

async function write(path, text) {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
  console.log(path);
}

/** Puts the line at the end of the list that begins with these words. */
function append(text, start, line) {
  const begins = text.indexOf(start);
  const ends = text.indexOf('];', begins);
  if (begins < 0 || ends < 0) throw new Error(`No list begins with ${start}`);
  const before = text.slice(0, ends).trimEnd();
  return `${before}${/[,[]$/.test(before) ? '' : ','}${line}${text.slice(ends)}`;
}

const edit = (path, change) => write(path, change(readFileSync(path, 'utf8')));

if (existsSync(`${folder}/${kebab}.ts`)) {
  console.error(`${folder}/${kebab}.ts is there already`);
  process.exit(1);
}
await write(`${folder}/${kebab}.ts`, rule);
await edit(`${folder}/index.ts`, (text) =>
  append(text, list, `${name},`).replace(
    /^(?:import [^;]*;\n)+/m,
    (imports) => `${imports}import { ${name} } from './${kebab}.js';\n`,
  ),
);
await edit(`test/samples/${samples}.ts`, (text) => append(text, `export const ${samples}`, sample));
await edit('test/causes.test.ts', (text) => text.replace(/`\n {2}\.trim\(\)/, `  ${code}\n$&`));
console.log('The rule stands last in its index: the order there decides, so move it to its place.');
