import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { analysed, codesOf, ftpWire, login, onWire } from './tools/ftpwire.js';

/** Kinds of wrong verdicts that the laboratory met: real servers and clients, each told here in a few packets. */

const [head = '', ...packets] = stored('helper-sniffer-only')
  ['sniff.txt']!.replace(/\n\d+ packets received[^]*$/, '')
  .split(/(?=^\d{4}-\d\d-\d\d )/m);
const report = (list: readonly string[]) => analyse({ 'sniff.txt': head + list.join('') });
const seconds = (packet: string, more: number): string =>
  packet.replace(/:(\d\d)\./, (_, at: string) => `:${String(Number(at) + more).padStart(2, '0')}.`);
const passive = [...login, '> PASV', '< 227 Entering (203,0,113,9,195,80)'];

describe('the ACK that completes the handshake of the data connection', () => {
  const at = packets.findIndex((packet) => / in .*\.50342: ack /.test(packet));
  const answer = packets.filter((packet) => /50342 -> .*: syn .* ack /.test(packet));

  it('was kept where it comes in and never leaves, and the server repeats its SYN-ACK', () => {
    const again = [1, 3].flatMap((more) => answer.map((packet) => seconds(packet, more)));
    const { offers, findings } = report([...packets.slice(0, at + 1), ...again]);
    expect(answer).toHaveLength(2);
    expect(offers[0]).toMatchObject({ verdict: 'failed', code: 'NOT_FORWARDED' });
    expect(findings[0]!.message).toContain('the ACK of');
  });

  it('was passed on where it is seen to leave', () => {
    const again = [1, 3].flatMap((more) => answer.map((packet) => seconds(packet, more)));
    const { findings } = report([...packets.slice(0, at + 2), ...again]);
    expect(findings.map(({ code }) => code)).not.toContain('NOT_FORWARDED');
  });
});

it('a capture that begins between the SYN-ACKs of both sides shows one session and one offer', () => {
  const at = packets.findIndex((packet) => / out .*\.21 -> .*: syn .* ack /.test(packet));
  const { controlSessions, offers } = report(packets.slice(at));
  expect([controlSessions.length, offers.length]).toEqual([1, 1]);
});

it('a server that confirms and then takes it back has not transferred anything', () => {
  const { offers } = onWire([...passive, '> LIST', '< 150 here', '< 226 done', '< 425 no connection']);
  expect(offers[0]).toMatchObject({ verdict: 'failed', code: 'REPLY_425' });
});

/** A pcapng without some of its packets, counted from the end. */
function without(wire: Uint8Array, ...places: number[]): Uint8Array {
  const view = new DataView(wire.buffer, wire.byteOffset, wire.byteLength);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < wire.length; at += blocks.at(-1)!.length)
    blocks.push(wire.subarray(at, at + view.getUint32(at + 4, true)));
  return Uint8Array.from(
    blocks.filter((_, at) => !places.includes(blocks.length - at)).flatMap((one) => [...one]),
  );
}

it('a server that gives up at once was refused: the capture lost the reset, and the client was not silent', () => {
  const active = [...login, '> PORT 198,51,100,7,195,81', '< 200 fine', '> RETR f', 'data from 50001'];
  const codes = (lines: readonly string[]): string[] => {
    // Before the reply and the goodbye, each on both sides: SYN-ACK and ACK on both sides.
    const wire = ftpWire([...active, ...lines, '> QUIT', '< 221 bye']);
    const report = analysed(without(wire, 7, 8, 9, 10));
    return codesOf(report, 'O1');
  };
  expect(codes(['< 425 no connection'])).toEqual(['REPLY_425']);
  expect(codes(['wait 9', '< 425 no connection'])).toContain('ACTIVE_CLIENT_NO_ANSWER');
});

describe('a download of which the client acknowledged nothing', () => {
  const begin = [...passive, '> RETR f', 'data 50000', '< 150 here'];

  it.each([
    ['and that it reset', ['d> !rst', 'd< bytes', 'd< !fin']],
    ['and whose bytes met a reset of the client that had closed', ['d> !fin', 'd< bytes', 'd> !rst']],
  ])('%s did not arrive, despite a 226', (_, lines) => {
    expect(onWire([...begin, ...lines, '< 226 done']).offers[0]!.verdict).toBe('failed');
  });
});

describe('a session that ends behind an offer', () => {
  const end = ['> !fin', '< !fin'];
  const data = ['> LIST', 'data 50000', '< 150 here', 'd< bytes', 'd< !fin', 'd> !fin', '< 226 done'];
  const lines = [...passive, ...data, '> PASV', '< 227 Entering (203,0,113,9,195,90)'];

  it('at once and without a word says nothing of the offer: the client’s own firewall may have refused', () => {
    expect(onWire([...lines, ...end]).offers[1]!.verdict).toBe('inconclusive');
    expect(onWire([...lines, 'wait 1', ...end]).offers[1]!.verdict).toBe('unused');
  });

  it('after QUIT leaves it unused', () => {
    const { offers } = onWire([...lines, '> QUIT', '< 221 bye', ...end]);
    expect(offers[1]!.verdict).toBe('unused');
  });
});

it('421 half a minute behind PASV ends an idle session and refuses nothing', () => {
  const lines = [...login, '> PASV', 'wait 30', '< 421 no transfer timeout', '< !fin'];
  expect(codesOf(onWire(lines), 'C1')).not.toContain('OFFER_REFUSED');
  expect(codesOf(onWire([...login, '> PASV', '< 421 too busy', '< !fin']), 'C1')).toContain('OFFER_REFUSED');
});

it('a control connection that is reset while the transfer runs leaves open how that ended', () => {
  const begin = [...passive, '> RETR f', 'data 50000', '< 150 here', 'd< bytes'];
  expect(onWire([...begin, '< !rst', 'd< !fin', 'd> !fin']).offers[0]!.verdict).toBe('inconclusive');
  expect(onWire([...begin, 'd< !fin', 'd> !fin', '< 226 done', '< !rst']).offers[0]!.verdict).toBe('worked');
});
