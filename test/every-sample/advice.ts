import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../../src/document.js';
import { addressOf } from '../../src/net.js';
import { sampleNames, stored } from '../samples/folder.js';
import { reportOn } from '../samples/report-on.js';
import { analyse } from '../samples/run.js';

const reports = sampleNames().map((name): [string, ReportDocument] => [name, reportOn(name)]);

describe.each(reports)('the advice on %s', (_, { controlSessions, findings }) => {
  const fixes = findings.map(({ steps }) => steps.flatMap(({ lines }) => lines));
  const lists = [...fixes, ...findings.map(({ next }) => next)];

  it('forwards nothing to a client', () => {
    const clients = controlSessions.flatMap(({ client }) => (client === null ? [] : [addressOf(client)]));
    const mapped = fixes.flat().flatMap((line) => /set mappedip "?([^"\s]+)/.exec(line)?.[1] ?? []);
    expect(mapped.filter((address) => clients.includes(address))).toEqual([]);
  });

  it('says each thing in one comment, which the report wraps', () => {
    const parts = lists.flat().filter((line) => /^# [a-z]/.test(line) && !/^# (?:vsftpd|ftp) /.test(line));
    expect(parts).toEqual([]);
  });

  it('starts no debugging that it ends in the same breath', () => {
    for (const list of lists) {
      const ends = list.indexOf('diagnose debug disable');
      if (ends >= 0) expect(list[ends - 1]).toMatch(/^# /);
    }
  });
});

it('names the objects of the configuration, and no profile that nobody can edit', () => {
  const policy = analyse(stored('tls-certificate-rejected')).controlSessions[0]?.policy ?? '';
  expect(policy).toMatch(/^\d+$/);
  const advised = (profile: string): string => {
    const config = [
      ...['config firewall policy', `    edit ${policy}`, `        set ssl-ssh-profile "${profile}"`],
      ...['    next', 'end', ''],
    ];
    const files = { ...stored('tls-certificate-rejected'), 'fortigate.conf': config.join('\n') };
    const found = analyse(files).findings.find(({ code }) => code === 'TLS_CERT_REJECTED');
    return found?.steps.flatMap(({ lines }) => lines).join('\n') ?? '';
  };
  expect(advised('FTP inside')).toContain('edit "FTP inside"');
  expect(advised('deep-inspection')).toContain('clone "deep-inspection" to "FTP-deep"');
});
