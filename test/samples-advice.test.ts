import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/diagnose/document.js';
import { addressOf } from '../src/net.js';
import { read, sampleNames } from './samples/folder.js';

const reports = sampleNames().map((name): [string, ReportDocument] => [
  name,
  JSON.parse(read(name, 'expected.json') ?? '') as ReportDocument,
]);

describe.each(reports)('the advice on %s', (_, { controlSessions, findings }) => {
  const fixes = findings.map(({ fix }) => fix);
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
