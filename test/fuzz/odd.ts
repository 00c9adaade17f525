/** What printed fields turn into when somebody, or some release, prints what nobody expected. */
const long = (text: string, times: number): string => text.repeat(times);

const NUMBERS = [
  ...['0', '-1', '00', '65535', '65536', '99999', '4294967295', '4294967296', '9007199254740993'],
  ...['1e309', 'NaN', '0x7fffffff', '-0', '1.7976931348623157e308', long('9', 400), ''],
];
const ADDRESSES = [
  ...['::', '::1', '::ffff:10.0.0.1', '::10.0.0.1', 'fe80::1%port1', '1:2:3:4:5:6:7:8:9', '2001:DB8::0001'],
  ...[':::', '1::2::3', '[2001:db8::1]', '2001:db8::1', '64:ff9b::10.0.0.1', 'ff02::1', '0.0.0.0'],
  ...['255.255.255.255', '256.1.1.1', '010.1.1.1', '10.1', '10.XX.4.86', '1.2.3.4.5', long('f:', 300)],
];
const STAMPS = [
  ...['2016-12-31 23:59:60', '2021-02-30 10:00:00', '0000-00-00 00:00:00', '9999-12-31 23:59:59'],
  ...['2021-13-01 25:61:61', '1969-12-31 23:59:59.999999', '10000-01-01 00:00:00', '2021-03-28 02:30:00'],
];
const PASTED = [
  ...['\u0000', '\u001b[2J', '\u001b]0;x\u0007', '\b\b\b', '\r', '\t', '\ufeff', '\ud800', '\udfff'],
  ...[
    '\u202e',
    '\u200b',
    '\u2028',
    '&gt;',
    '&quot;',
    '<-----',
    '  // x',
    '--More--',
    '"',
    "'",
    '\\',
    '#',
    '$',
  ],
  ...['__proto__', 'constructor', 'toString', '%s', '{}', '|', '`', '[x](y)', '<script>', '-->', '='],
];

export const ODD: readonly (readonly [pattern: RegExp, instead: readonly string[]])[] = [
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, STAMPS],
  [/\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{1,4}(?:::?[\da-f]{1,4}){2,7}/, ADDRESSES],
  [/\d+/, NUMBERS],
  [/[\da-f]{4}/, ['zzzz', 'ffff', '0d0a', '']],
  [/[a-z_]{3,}/i, PASTED],
  [/ /, ['', '  ', '\t', long(' ', 300), '\u00a0']],
  [/["()[\]:,|>-]/, ['', '""', '((', ']]', '::', '->']],
  [/$/, [...PASTED, long('a', 5000), long('(', 2000), ' 5480474', long(' x=1', 500)]],
];

/** Whole lines that lie: about lengths, about nesting, about what they continue. */
export const LINES: readonly string[] = [
  ...[
    '',
    '.',
    '\u2026',
    'FGT (root) # ',
    'session info:',
    'interfaces=[]',
    'filters=[',
    'config',
    'end',
    'next',
  ],
  ...[
    'edit',
    'edit ""',
    'config firewall vip',
    'set',
    'set x',
    'set extport 1-0',
    'set extip 0.0.0.0',
    '  set "',
  ],
  ...['set srcaddr "a" "', 'set comment "line one', 'hook=pre dir=org act=noop 1->2', 'redirect: TCP '],
  ...['0x0000\t 4500', '0xfff0\t 4500 ffff 0000 0000 4006 0000 0a00 0001 0a00 0002', '0x0010 zz', '0x0000'],
  ...['0x0000\t 0000 0000 0001 0000 0000 0002 0800 4fff', '0x0000\t 0000 0000 0001 0000 0000 0002 86dd 6000'],
  ...['Control session tuple: ->', 'Expect session tuple: 1:1->2:2', '9999999 packets received by filter'],
];

export const replacing = (text: string, pattern: RegExp, nth: number, instead: string): string => {
  const all = [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))];
  const one = all[nth % Math.max(1, all.length)];
  if (one === undefined) return text;
  return text.slice(0, one.index) + instead + text.slice(one.index + one[0].length);
};
