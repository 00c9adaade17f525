import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

const text = stored('helper-sniffer-only')['sniff.txt']!;
const [head = '', ...packets] = text
  .replace(/\n\d+ packets received[^]*$/, '')
  .split(/(?=^\d{4}-\d\d-\d\d )/m);

const report = (list: readonly string[]) => analyse({ 'sniff.txt': head + list.join('') });
const verdicts = (list: readonly string[]) =>
  report(list).offers.map(({ verdict, code }) => [verdict, code].join(' '));

/** As one interface alone shows it, without directions. */
const side = (name: string): string[] =>
  packets
    .filter((packet) => packet.split('\n')[0]!.includes(` ${name} `))
    .map((packet) => packet.replace(/^(\S+ \S+) \S+ (?:in|out) /, '$1 '));

function later(packet: string, seconds: number): string {
  return packet.replace(/^(\S+ )(\d\d:\d\d:\d\d)/, (_, day: string, time: string) => {
    const at = new Date(`1970-01-01T${time}Z`).getTime() + seconds * 1000;
    return day + new Date(at).toISOString().slice(11, 19);
  });
}

const again = (packet: string): string[] => [1, 3, 7].map((seconds) => later(packet, seconds));

describe('one side of the unit', () => {
  const server = side('srv.30');
  const at = (words: RegExp): number => server.findIndex((packet) => words.test(packet.split('\n')[0]!));

  it('shows a whole transfer', () => {
    expect(verdicts(server)).toEqual(['worked DATA_CONNECTION_OPENED']);
  });

  it('calls no transfer worked whose data is sent again and again', () => {
    const data = at(/: psh 284657231 /);
    const list = [...server.slice(0, data + 1), ...again(server[data]!)];
    expect(verdicts(list)).toEqual(['inconclusive INSUFFICIENT_EVIDENCE']);
  });

  it('proves nothing against the client where its SYN-ACKs have no answer', () => {
    const answer = at(/\.50342 -> .*: syn/);
    const { findings } = report([...server.slice(0, answer + 1), ...again(server[answer]!)]);
    expect(
      findings.filter(({ confidence, verdict }) => confidence === 'proven' && verdict === 'failed'),
    ).toEqual([]);
  });

  it('calls nothing worked that opened and ended without a byte', () => {
    const list = server.filter(
      (packet) =>
        !/\.50342 -> .*: psh/.test(packet) &&
        !(/\.21\b.*: psh/.test(packet) && server.indexOf(packet) > at(/50342: syn/)),
    );
    expect(verdicts(list)).toEqual(['inconclusive INSUFFICIENT_EVIDENCE']);
  });
});

it('a server that closes the control connection behind 150 did not confirm', () => {
  const opened = packets.findIndex((packet) => /\.21 -> .*: psh 262298574/.test(packet)) + 2;
  const fin = packets
    .slice(opened - 2, opened)
    .map((packet) => packet.split('\n')[0]!.replace(': psh 262298574', ': fin 262298613') + '\n');
  expect(verdicts([...packets.slice(0, opened), ...fin])).toEqual(['failed REPLY_150_WITHOUT_226']);
});

it('a flow trace alone blames no client for a SYN-ACK that the unit may have kept', () => {
  const flow = stored('helper-answer-kept')['flow.log']!;
  const { offers } = analyse({ 'flow.log': flow });
  expect(offers.map(({ verdict }) => verdict)).not.toContain('failed');
});
