import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** The sniffer's packets as they are printed, and the lines in front of them. */
const packetsOf = (text: string): string[] => text.split(/(?=^\d{4}-\d\d-\d\d )/m);

/** What a flow trace prints of a packet that comes in on a data connection. */
function traceOf(packet: string, at: number): string[] {
  const printed =
    /^(\S+ \d\d:\d\d:\d\d)\.\d+ (\S+) in (\S+)\.(\d+) -> (\S+)\.(\d+): (syn|psh|fin)? ?(\d*) ?(?:ack (\d+))?/.exec(
      packet,
    );
  const [, time, iface, src, from, dst, to, flag = '', seq = '', ack] = printed ?? [];
  if (printed === null || Number(from) < 1024 || Number(to) < 1024) return [];
  const flags = `${flag === '' ? '' : flag[0]!.toUpperCase()}${ack === undefined ? '' : '.'}`;
  const head = `${time} id=20085 trace_id=${9000 + at} func=print_pkt_detail line=5639`;
  return [
    `${head} msg="vd-root:0 received a packet(proto=6, ${src}:${from}->${dst}:${to}) tun_id=0.0.0.0 from ${iface}. flag [${flags}], seq ${seq || 1}, ack ${ack ?? 0}, win 64240"`,
  ];
}

describe('a pause in a transfer through the proxy', () => {
  const files = stored('file-held');

  it('is no failure where only a flow trace shows it, which never prints what the proxy sends', () => {
    const traced = packetsOf(files['sniff.txt']!).flatMap((packet, at) => traceOf(packet, at));
    const report = analyse({ 'flow.log': files['flow.log']! + traced.join('\n') });
    expect(report.offers[0]).toMatchObject({ verdict: 'worked' });
  });

  it('is a failure of the transfer where both sides are shown, with a reply and without', () => {
    const replies = / 10\.\S+\.21 -> \S+: psh /;
    const unsaid = packetsOf(files['sniff.txt']!)
      .filter((packet) => !packet.includes('12:38:31') || !replies.test(packet))
      .join('');
    for (const sniff of [files['sniff.txt']!, unsaid]) {
      const [offer] = analyse({ ...files, 'sniff.txt': sniff }).offers;
      expect(offer).toMatchObject({ verdict: 'failed', code: 'ANTIVIRUS_HOLD' });
      expect(offer!.stages).toContainEqual(expect.objectContaining({ stage: 'transfer', state: 'failed' }));
    }
  });

  it('is no failure where the FIN of the waiting side acknowledges data that the capture lost', () => {
    const gaveUp = / in \S+ -> \S+\.50004: fin \d+ ack (\d+)/;
    const sniff = files['sniff.txt']!;
    const [, acknowledged] = gaveUp.exec(sniff)!;
    const received = String(Number(acknowledged) + 2300);
    const left = sniff.replace(gaveUp, (line) => line.replace(acknowledged!, received));
    expect(left).not.toBe(sniff);
    expect(analyse({ ...files, 'sniff.txt': left }).offers[0]!.code).not.toBe('ANTIVIRUS_HOLD');
  });
});

describe('a proxy that closes what the capture shows no data of', () => {
  const files = stored('ipv6-configured-worked');
  const packets = packetsOf(files['sniff.txt']!);
  const isData = (packet: string): boolean => /\.50284(?: ->|:)/.test(packet);
  const without = (lost: (packet: string) => boolean): string =>
    analyse({ ...files, 'sniff.txt': packets.filter((packet) => !lost(packet)).join('') }).offers[0]!.code;

  it('did reach the server if its FIN counts the data that was lost', () => {
    const isServerSide = (packet: string): boolean => isData(packet) && packet.includes(' srv.30 ');
    const carries = (packet: string): boolean => isData(packet) && /: psh /.test(packet);
    expect(without((packet) => isServerSide(packet) || carries(packet))).toBe('INSUFFICIENT_EVIDENCE');
  });

  it('did reach the server if a packet of the server comes in', () => {
    const isShown = (packet: string): boolean => !isData(packet) || / fin |: fin | syn /.test(packet);
    const isServerSyn = (packet: string): boolean => packet.includes(' srv.30 ') && /: syn /.test(packet);
    expect(without((packet) => !isShown(packet) || (isData(packet) && isServerSyn(packet)))).not.toBe(
      'PROXY_SERVER_LEG_FAILED',
    );
  });
});
