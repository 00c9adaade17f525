import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { TraceEvent } from '../src/events/events.js';
import type { ConfigEntry } from '../src/events/listing.js';
import { createConfigParser } from '../src/parsers/config/config.js';

interface Outcome {
  entries: ConfigEntry[];
  claims: (string | null)[];
  damage: string[];
}

function parse(text: string | string[]): Outcome {
  const parser = createConfigParser();
  const out: Outcome = { entries: [], claims: [], damage: [] };
  const emit = (event: TraceEvent): void => void out.entries.push(event as ConfigEntry);
  (typeof text === 'string' ? text.split('\n') : text).forEach((raw, index) => {
    const record = { text: raw, origin: { file: 'x', line: index + 1, text: raw } };
    out.claims.push(parser.read(record, emit, (kind, line) => out.damage.push(`${kind}@${line}`)));
  });
  parser.flush(emit);
  return out;
}

/** `path / entry: key=value …` of each entry. */
const brief = (text: string | string[]): string[] =>
  parse(text).entries.map(({ path, entry, settings }) => {
    const told = Object.entries(settings).map(([key, values]) => `${key}=${values.join('|')}`);
    return `${path} / ${entry ?? '-'}: ${told.join(' ')}`.trim();
  });

const seed = `# config firewall vip
     edit "FTP"
         set uuid e568911a-cfa3-51eb-1d37-84ff97dd0765
         set extip 10.230.4.72
         set mappedip "10.220.3.202"
         set extintf "any"
         set portforward enable
         set extport 21
         set mappedport 21
     next
end
Policy.
# config firewall policy
    edit 3
        set name "FTP"
        set service "FTP" "FTP_GET" "FTP_PUT"
        set inspection-mode proxy
        set ssl-ssh-profile "FTP-scan"
    next
end
SSL inspection profile.
# config firewall ssl-ssh-profile
    edit "FTP-scan"
        # config https
            set ports 443
            set status deep-inspection
        end
        config ftps
            set ports 990
            set status deep-inspection
        end
        set block-blocklisted-certificates disable
    next
end
Wad debugs indicating creation of pinhole session.`;

describe('the published configuration', () => {
  it('gives these entries', () => {
    expect(brief(seed)).toEqual([
      'firewall vip / FTP: uuid=e568911a-cfa3-51eb-1d37-84ff97dd0765 extip=10.230.4.72 mappedip=10.220.3.202 extintf=any portforward=enable extport=21 mappedport=21',
      'firewall policy / 3: name=FTP service=FTP|FTP_GET|FTP_PUT inspection-mode=proxy ssl-ssh-profile=FTP-scan',
      'firewall ssl-ssh-profile https / FTP-scan: ports=443 status=deep-inspection',
      'firewall ssl-ssh-profile ftps / FTP-scan: ports=990 status=deep-inspection',
      'firewall ssl-ssh-profile / FTP-scan: block-blocklisted-certificates=disable',
    ]);
    const { claims, damage, entries } = parse(seed);
    expect(damage).toEqual([]);
    expect(claims.filter((claim) => claim === 'record')).toHaveLength(5);
    expect(seed.split('\n').filter((_, index) => claims[index] === null)).toEqual([
      'Policy.',
      'SSL inspection profile.',
      'Wad debugs indicating creation of pinhole session.',
    ]);
    expect(entries[0]).toMatchObject({
      source: 'config',
      kind: 'config',
      origin: { line: 2 },
      vdom: undefined,
    });
    expect(entries[1]?.lines['inspection-mode']).toEqual({
      line: 17,
      text: '        set inspection-mode proxy',
    });
    expect(entries[3]?.origin.line).toBe(28);
  });

  it('needs no indentation, and no line feeds', () => {
    const bare = brief(seed.replace(/^[# ]+/gm, ''));
    expect(bare).toEqual(brief(seed));
    const blocks = seed
      .split(/\n(?=# )|\n[A-Z].*\n?/)
      .map((block) => block.replace(/\s+/g, ' ').replaceAll('# ', ''));
    expect(brief(blocks)).toEqual(bare);
  });
});

describe('values', () => {
  const value = (line: string) =>
    parse(`config firewall vip\nedit a\n${line}\nnext\nend`).entries[0]?.settings;
  it('may be many, quoted, escaped, absent', () => {
    expect(value('set service "FTP GET" PUT "a\\"b\\\\"')).toEqual({ service: ['FTP GET', 'PUT', 'a"b\\'] });
    expect(value('set')).toEqual({});
    expect(value('set status')).toEqual({ status: [] });
    expect(value('set status <*disable|enable>')).toEqual({ status: ['<*disable|enable>'] });
    expect(value('set members a end b')).toEqual({ members: ['a', 'end', 'b'] });
    expect(value('set comment "set x end"')).toEqual({ comment: ['set x end'] });
    expect(value('set events add delete')).toEqual({ events: ['add', 'delete'] });
  });

  it('may be long: a replacement message on one line or on many, with a quote at each line', () => {
    const part = `${'a'.repeat(99_999)}\\"`;
    const length = (line: string): number | undefined => value(line)?.['buffer']?.[0]?.length;
    expect(length(`set buffer "${part.repeat(60)}"`)).toBe(60 * 100_000);
    expect(length(`set buffer "${Array<string>(60).fill(part).join('\n')}"`)).toBe(60 * 100_001 - 1);
    expect(value('set buffer "a\\\\" "b\nc" d "e')).toEqual({ buffer: ['a\\', 'b\nc', 'd', 'e\nnext\nend'] });
  });

  it('may be unset and appended', () => {
    expect(value('set ab 1\nset b 2\nunset ab\nappend b 3 4\nappend c 5\nselect d 6')).toEqual({
      b: ['2', '3', '4'],
      c: ['5'],
      d: ['6'],
    });
  });

  it('may run over lines', () => {
    expect(value('set comment "one\n  two\nend\n three"\nset ab 1')).toEqual({
      comment: ['one\n  two\nend\n three'],
      ab: ['1'],
    });
    const lost = parse(
      'config firewall vip\nedit a\nset name "FTP\nset extip 1.2.3.4\nset extintf "any"\nnext\nend',
    );
    expect(lost.entries[0]?.settings).toEqual({ name: ['FTP'], extip: ['1.2.3.4'], extintf: ['any'] });
    expect(lost.damage).toEqual(['lost-quote@3']);
    const endless = ['config firewall vip', 'edit a', 'set comment "x', ...Array<string>(400).fill('y')];
    expect(parse(endless).claims.at(-1)).toBe(null);
  });

  it('are masked where secret', () => {
    const secrets = [
      'set password hunter2 hunter3',
      'set passwd ENC hunter2==',
      'set psksecret "hunter2 hunter3"',
      'set anything ENC hunter2',
      'set key \u201chunter2 hunter3\u201d',
      'set ppp-passwd2\u00a0hunter2',
      'set private-key "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n-----END"',
      'set certificate-text "-----BEGIN RSA PRIVATE KEY----- hunter2"',
    ];
    for (const line of secrets) {
      const { entries } = parse(`config user local\nedit a\n${line}\nnext\nend`);
      expect(Object.values(entries[0]?.settings ?? {})).toEqual([['***']]);
      expect(JSON.stringify(entries)).not.toMatch(/hunter/);
      const oneLine = parse([
        `config user local edit a ${line.replaceAll('\n', ' ')} set type password next end`,
      ]);
      expect(JSON.stringify(oneLine.entries)).not.toMatch(/hunter/);
    }
    expect(value('set keylife 3600')).toEqual({ keylife: ['3600'] });
  });
});

describe('words that every object has', () => {
  const WORDS = ['constructor', 'toString', 'hasOwnProperty', 'toJSON', 'valueOf'];

  it.each(WORDS)('%s is a setting and an entry as any other', (word) => {
    const table = (...lines: string[]): string[] => [
      'config firewall vip',
      `edit "${word}"`,
      ...lines,
      'end',
    ];
    const set = table(`append ${word} a`, `append ${word} b`, 'set comment d');
    expect(brief(set)).toEqual([`firewall vip / ${word}: ${word}=a|b comment=d`]);
    const unset = table(`set ${word} a`, `unset ${word}`, 'set comment d');
    expect(brief(unset)).toEqual([`firewall vip / ${word}: comment=d`]);
  });

  it('__proto__ is an entry as any other', () => {
    const table = ['config firewall vip', 'edit "__proto__"', 'set comment d', 'end'];
    expect(brief(table)).toEqual(['firewall vip / __proto__: comment=d']);
  });
});

describe('what a copy may look like', () => {
  it('typed at a console', () => {
    const typed = [
      'FGT # config vdom',
      'FGT (vdom) # edit root',
      'current vf=root:0',
      'FGT (root) # config firewall vip',
      'FGT (vip) # edit X',
      "new entry 'X' added",
      'FGT (X) # set extip 1.2.3.4',
      'FGT (X) # end',
      'FGT (root) # end',
    ];
    expect(brief(typed)).toEqual(['firewall vip / X: extip=1.2.3.4']);
    expect(parse(typed).entries[0]?.vdom).toBe('root');
    expect(parse(typed).claims).not.toContain(null);
  });

  it('a backup with VDOMs', () => {
    const backup = `#config-version=FGVMK6-7.0.0-FW
#conf_file_ver=1
config vdom
edit root
next
edit dmz
next
end
config global
config system global
set hostname "x"
end
end
config vdom
edit dmz
config firewall policy
edit 1
set action accept
next
end
end
config system session-helper
edit 9
set name ftp
set port 21
next
end`;
    expect(brief(backup)).toEqual([
      'config-version / -: release=FGVMK6-7.0.0-FW',
      'system global / -: hostname=x',
      'firewall policy / 1: action=accept',
      'system session-helper / 9: name=ftp port=21',
    ]);
    expect(parse(backup).entries.map(({ vdom }) => vdom)).toEqual([undefined, undefined, 'dmz', undefined]);
    expect(parse(backup).damage).toEqual([]);
  });

  it('with lines left out, which an entry then tells', () => {
    const text = 'config firewall vip\nedit a\n...\nnext\nedit b\nset extip 1.2.3.4\nnext\nend\n...';
    expect(parse(text).entries.map(({ elided }) => elided)).toEqual([true, false]);
  });

  it('emphasised, with lost letters, or with edits below the end', () => {
    expect(brief('**config firewall vip**\n**edit "a"**\n**set extip 1.2.3.4**')).toEqual([
      'firewall vip / a: extip=1.2.3.4',
    ]);
    const lost = 'onfig firewall vip\ndit "a"\net extip 1.2.3.4\next\nnd\nset x 1';
    expect(brief(lost)).toEqual(['firewall vip / a: extip=1.2.3.4']);
    expect(parse(lost).damage).toHaveLength(5);
    const below = 'config firewall policy\nedit 1\nset ab 1\nnext\nend\nedit 2\nset ab 2\nnext\nAnd then.';
    expect(brief(below)).toEqual(['firewall policy / 1: ab=1', 'firewall policy / 2: ab=2']);
    expect(parse(below).damage).toEqual(['edit-after-end@6']);
  });

  it('without its next and end lines', () => {
    const cut = `config firewall ssl-ssh-profile
edit a
config https
set ports 443
config ftps
set ports 990
next
edit b
config ftps
set ports 991
edit c
set comment x
config firewall policy
edit 1
set action accept
edit 2
set action deny`;
    expect(brief(cut)).toEqual([
      'firewall ssl-ssh-profile https / a: ports=443',
      'firewall ssl-ssh-profile ftps / a: ports=990',
      'firewall ssl-ssh-profile / a:',
      'firewall ssl-ssh-profile ftps / b: ports=991',
      'firewall ssl-ssh-profile / b:',
      'firewall ssl-ssh-profile / c: comment=x',
      'firewall policy / 1: action=accept',
      'firewall policy / 2: action=deny',
    ]);
    expect(brief('config ftps\nset ports 990\nend')).toEqual(['ftps / -: ports=990']);
  });

  it('with tables in tables', () => {
    const deep =
      'config router bgp\nset as 65000\nconfig neighbor\nedit "10.0.0.1"\nset remote-as 1\nnext\nend\nend';
    expect(brief(deep)).toEqual(['router bgp neighbor / 10.0.0.1: remote-as=1', 'router bgp / -: as=65000']);
    expect(brief('config firewall vip\nconfig empty\nend\nend')).toEqual([]);
  });
});

describe('prose', () => {
  const prose = [
    'set up the policy as follows',
    'set inspection-mode proxy',
    'end',
    'next',
    'end of the capture',
    'edit 3',
    'Next we sniff.',
    'config is below',
    'config the firewall policy',
    'config system is shown here, below',
    'unset x',
    'set password hunter2',
  ];
  it("is nobody's outside of a block", () => {
    expect(parse(prose).claims.every((claim) => claim === null)).toBe(true);
  });
  it("is nobody's inside of a block either", () => {
    const inside = [
      'end of the capture',
      'next we sniff',
      'set the mode',
      'edit this entry',
      'unset a b',
      'Policy.',
    ];
    expect(parse(['config firewall vip', 'edit a', ...inside]).claims.slice(2)).toEqual(
      inside.map(() => null),
    );
  });
  it('ends a block that nothing ended', () => {
    const strangers = Array<string>(30).fill('2024-03-05 10:11:12.123456 [p:77][s:4660] wad_x(1): y');
    expect(
      parse(['config firewall vip', 'edit a', ...strangers, 'set ab 1', 'end']).claims.slice(-2),
    ).toEqual([null, null]);
  });
});

it('never throws, wherever it is cut or begun, and counts what it emits', () => {
  const line = fc.constantFrom(
    ...seed.split('\n'),
    'config vdom',
    'edit root',
    'set x "a',
    'b" c',
    'config ftp',
    'nd',
  );
  const damaged = fc
    .tuple(line, fc.nat(60), fc.nat(60), fc.string())
    .map(
      ([text, from, to, noise]) =>
        noise + text.slice(from % (text.length + 1), text.length - (to % (text.length + 1))),
    );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, damaged, fc.string()), { maxLength: 40 }), (lines) => {
      const { entries, claims } = parse(lines);
      const records = claims.filter((claim) => claim === 'record').length;
      return (
        entries.length >= records &&
        entries.length <= lines.join(' ').split(/\b(?:edit|dit|set|et|append|select)\b/).length
      );
    }),
  );
});
