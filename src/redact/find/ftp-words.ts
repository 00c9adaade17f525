import { overlap } from '../../secrets/span.js';
import { isSaidOfSomebody } from './in-a-sentence.js';
import { namedBy, type NameFound, type NamePattern } from './name-found.js';
import { isKnownReplyWord } from './reply-words.js';
import { isOrdinary } from './shipped.js';

const USER = /(?<![\w=-])USER (?<name>[^\s"'<>]+)/dg;
/** `removed command RETR from cmd queue` names no file. */
const PATH =
  /(?<![\w=-])(?:RETR|STOR|STOU|APPE|CWD|XCWD|MKD|XMKD|RMD|XRMD|DELE|SIZE|MDTM|MFMT \d{14}|RNFR|RNTO|MLST|MLSD|LIST|NLST|STAT|SMNT|XCRC|XMD5|HASH|MFCT|AVBL)(?! from cmd queue|, reply code) (?:-[A-Za-z]+ )?(?<name>[^\s"'<>|,;][^"'<>|]*?)(?=["'<>|]|\s{2,}|\s*$)/dg;
const LOWER_PATH =
  /(?<![\w=-])(?:retr|stor|stou|appe|cwd|xcwd|mkd|xmkd|rmd|xrmd|dele|rnfr|rnto|mlst|mlsd|nlst|mdtm) (?<name>[^\s"'<>|,;]+)/dg;
const SITE =
  /\bSITE (?:CHMOD \d{3,4}|UTIME \d{8,14}|CPFR|CPTO|CHGRP \S{1,32}|MKDIR|RMDIR) (?<name>[^\s"'<>|]+)/dgi;
/** `MLST type*;size*;modify*;`: kinds of facts about files, and no file. */
const FACTS = /^(?:OPTS )?[\w.]{1,40}\*?;/i;
const CLIENT =
  /^\s*(?:l?ftp> ?)(?:get|put|mget|mput|cd|ls|dir|delete|rename|mkdir|rmdir|recv|send|append) (?<name>\S.*)/dg;
const REPLIES: readonly NamePattern[] = [
  [
    'user',
    /\b[23]\d\d[ -].*?\b[Uu]ser (?<name>\S+?),? (?:logged|okay|ok|OK|accepted|needs|has|is|name okay)/dg,
  ],
  [
    'user',
    /\b[235]\d\d[ -].*?\b(?:required for|[Ll]ogged in as|[Ll]ogin incorrect for|Welcome,?|for user) (?<name>[^\s.,!]+)/dg,
  ],
  ['user', /\b[235]\d\d[ -](?<name>[\w.@\\-]{2,64}) (?:logged in|needs password)/dg],
  ['user', /\b530[ -][Uu]ser (?<name>[\w.@\\-]{2,64}):? (?:cannot|can't|not|access|is not|was not)\b/dg],
  ['file', /\b226[ -].{0,80}?\bcomplete\w{0,2}(?: for|:) (?<name>[^\s"']+)/dg],
  ['file', /\b257[ -]"(?<name>[^"]+)"/dg],
  ['file', /\b(?:150|125)[ -].*?\b(?:for|of) (?<name>\S.*?)(?= \(\d+ bytes|\.?\s{0,20}$)/dg],
  ['file', /\b[2-5]\d\d[ -](?:.*?[\s"'(])?(?<name>\/[^\s:"')]+)/dg],
  ['file', /\b5\d\d[ -](?<name>\S+): (?:No such|Permission|Not a|File|Access|The system|Can't|Cannot)/dg],
];

/** A line that is a reply, as clients log it. */
const REPLY =
  /^(?:\d{10,19} |[\d:. -]{8,32} )?\s{0,8}(?:<(?:-{1,4})? ?|Response:\s|Antwort:\s)?[1-5][0-5]\d[ -](?!packets |bytes )/;
const WORD = /[\p{L}\d_][\p{L}\d_.'-]*[\p{L}\d_]/gu;

/** Words of a reply that are not known to name nobody: banners greet with the names of companies and machines. */
function strangersIn(text: string): NameFound[] {
  const from = REPLY.exec(text)?.[0].length;
  if (from === undefined) return [];
  return [...text.slice(from).matchAll(WORD)]
    .map(({ 0: value, index }) => ({
      value,
      from: from + index,
      to: from + index + value.length,
      kind: 'word' as const,
    }))
    .filter(
      ({ value }) =>
        /\p{L}/u.test(value) &&
        !value.split(/[.'-]/).every((part) => isKnownReplyWord(part) || isOrdinary(part)),
    );
}

/** Users, paths and file names where the words of a control channel stand in a text. */
export function ftpWordsIn(text: string): NameFound[] {
  const found = [
    ...namedBy(text, USER, 'user'),
    ...namedBy(text, PATH, 'file'),
    ...namedBy(text, LOWER_PATH, 'file'),
    ...namedBy(text, SITE, 'file'),
    ...namedBy(text, CLIENT, 'file'),
  ];
  if (/\b[1-5]\d\d[ -]\S/.test(text))
    found.push(...REPLIES.flatMap(([kind, one]) => namedBy(text, one, kind)));
  const names = found.filter((name) => isSaidOfSomebody(name) && !FACTS.test(name.value));
  return [...names, ...strangersIn(text).filter((word) => !names.some((name) => overlap(name, word)))];
}
