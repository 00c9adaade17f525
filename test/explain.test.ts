import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { flowMessages } from '../src/catalogue/flow.js';
import { wadMessages } from '../src/catalogue/wad.js';
import { createInterpreter, type Interpreted } from '../src/commands/shared/explain-lines.js';
import { explainedLine } from '../src/report/sections/explain-line.js';
import { lookup, meaningOf, nearestMeanings } from '../src/report/sections/message-lookup.js';

function interpret(text: string): Interpreted[] {
  const records: Interpreted[] = [];
  const { line, end } = createInterpreter((record) => void records.push(record));
  text.split('\n').forEach(line);
  end();
  return records;
}

const FLOW = '2021-07-26 21:42:05 id=20085 trace_id=1 func=x line=5819 msg=';
const WAD = '2021-07-26 21:42:05.094442 [p:508][s:40738626] ';

describe('the meaning of a message', () => {
  it('is found for every sample of the catalogue, and by its name', () => {
    for (const { id, samples } of [...flowMessages, ...wadMessages]) {
      for (const sample of samples) expect(meaningOf(sample)?.id).toBe(id);
      expect(lookup(id)?.id).toBe(id);
    }
  });

  it('is none where nobody knows it, but near ones are named', () => {
    expect(meaningOf('Find an EXP sesion')).toBeUndefined();
    expect(nearestMeanings('Find an EXP sesion')[0]?.id).toBe('flow.expectation-match');
    expect(nearestMeanings('完全 42 10.0.0.1')).toEqual([]);
  });
});

describe('pasted lines', () => {
  const message = 'Find an EXP session, id-026d9f42.';
  it.each([
    ['bare', message],
    ['whole', `${FLOW}"${message}"`],
    ['after a prompt', `FGT (root) # ${FLOW}"${message}"   <----- here`],
    ['wrapped', `${FLOW}"Find an EXP sess\nion, id-026d9f42."`],
    ['coloured', `\u001b[31m${FLOW}"${message}"\u001b[0m\r`],
  ])('%s', (...[, text]) => {
    expect(interpret(text).map((record) => record.message)).toEqual([message]);
  });

  it('tell what they hold', () => {
    const [record] = interpret(`${WAD}wad_ftp_pasv_reply_handler(1180): offer_ip=10.0.0.7 offer_port=50300`);
    expect(record).toMatchObject({ source: 'wad', claim: 'record', events: [{ kind: 'ftp-offer' }] });
    const text = [
      ...explainedLine(record!.text, meaningOf(record!.message)!, record!.events, 80, false),
    ].join('');
    expect(text).toContain('sessionId 026d9f42');
    expect(text).toContain('endpoint 10.0.0.7:50300');
  });

  it('show no password', () => {
    const records = interpret(`PASS hunter2\n${WAD}wad_ftp_x(1): PASS hunter2`);
    expect(records).toHaveLength(2);
    expect(JSON.stringify(records)).not.toContain('hunter2');
  });

  it('are passed over where they say nothing', () => {
    expect(interpret('\n  .  \n...\nFGT # \nFGT # diagnose debug enable')).toEqual([]);
  });
});

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const built = existsSync(fileURLToPath(new URL('../dist/commands/explain.js', import.meta.url)));

function explain(input: string, ...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawnSync(process.execPath, [program, 'explain', ...args], { encoding: 'utf8', input, env });
}

(built ? describe : describe.skip)('fgtrace explain', () => {
  it('takes words, texts, names and standard input', () => {
    for (const { status, stdout, stderr } of [
      explain('', 'Find', 'an', 'EXP', 'session,', 'id-026d9f42.'),
      explain('', 'Find an EXP session, id-026d9f42.', 'nobody knows this'),
      explain('', 'flow.expectation-match'),
      explain(`nobody knows this\n${FLOW}"Find an EXP session, id-026d9f42."\n`),
    ]) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('the pinhole was open');
    }
  });

  it('exits 65 where it knows nothing, and never passes on what steers a terminal', () => {
    const { status, stdout } = explain('', '\u001b]0;x\u0007nobody \u009b2Jknows \u202ethis');
    expect(status).toBe(65);
    expect(stdout).toMatch(/^nobody knows this\n/);
    expect(stdout).toMatch(/^[ -~\n]*$/);
  });
});
