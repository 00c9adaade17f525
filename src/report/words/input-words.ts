import { FOREIGN } from '../../events/foreign.js';
import type { Source } from '../../events/record.js';
import { SOURCE_NAME } from '../text/labels.js';
import { meaningsIn, type ReportWord } from './word-list.js';

const SOURCES: Readonly<Record<Source, string>> = {
  wad: 'Debug output of the proxy (diagnose wad debug): what was said on the control channel, and the pinholes it opened.',
  flow: 'Debug output of the kernel (diagnose debug flow): the way of each packet through routing, policy, translation.',
  sniffer: 'Packets as they pass the interfaces (diagnose sniffer packet), also from pcap and pcapng files.',
  session: 'The session list (diagnose sys session list), with expectations.',
  config: 'The configuration (show …, or a backup).',
};

/** What was repaired in a source, or lost. A test holds that no parser names another kind. */
const DAMAGE = {
  'bad-capture-length':
    'A frame of the capture file gives a length that cannot be: the rest of the file was not read.',
  'control-bytes': 'Colours and cursor movements of a terminal were taken out. Nothing is lost.',
  'cut-record': 'A record of several lines ends before its last one.',
  'edit-after-end': 'An edit stands behind the end of its table; it was taken for an entry of that table.',
  'glued-records': 'Several records stood on one line and were divided. Nothing is lost.',
  'hex-cut': 'A hex dump ends before the length that its packet gives.',
  'hex-offset': 'Rows of a hex dump are missing.',
  'html-entities': 'Signs such as &quot; were turned back. Nothing is lost.',
  'large-zstd-window': 'A zstd file needs much memory to unpack, and time. Nothing is lost.',
  'lost-head': 'A record begins without its first line or letters.',
  'lost-letters': 'The first letters of a line are missing.',
  'lost-quote': 'A quotation mark is missing; its value was taken to the end of the line.',
  'lost-tuple': 'The addresses of a packet cannot be read.',
  markup: 'Markup of a web page or a chat around the lines was taken out. Nothing is lost.',
  'masked-address': 'Somebody masked addresses, so that the line joins nothing.',
  'missing-end': 'A table is not closed; it was taken to go on to the next one.',
  'missing-next': 'An entry is not closed; it was taken to go on to the next one.',
  'overlong-line': 'A line is longer than is read; the rest of it was left out.',
  'packed-too-densely':
    'A packed file holds far more than a capture packs to; the rest of it was not unpacked.',
  'repeated-tail':
    'Lines repeat their own end, as a terminal does when text is copied from it. Nothing is lost.',
  'stray-blanks': 'Blanks within words were taken out. Nothing is lost.',
  'corrupt-gzip': 'A gzip file is damaged; what stood before the damage was read.',
  'corrupt-tar': 'A tar archive is damaged; the files before the damage were read.',
  'corrupt-zip': 'A file in a zip archive is damaged; what it holds may not be what was packed.',
  'corrupt-zstd': 'A zstd file is damaged; what stood before the damage was read.',
  'truncated-capture': 'The capture file ends in the middle of a frame.',
  'truncated-gzip': 'A gzip file ends too early; what it holds up to there was read.',
  'truncated-tar': 'A tar archive ends too early; what it holds up to there was read.',
  'truncated-zip': 'A file in a zip archive ends too early; what it holds up to there was read.',
  'truncated-zstd': 'A zstd file ends too early; what it holds up to there was read.',
  'truncated-record': 'A line ends before its last word.',
  'typographic-quotes': 'Quotation marks of a word processor were turned back. Nothing is lost.',
  unreadable: 'A file could not be read, or not to its end.',
  'unread-record': 'A line begins as a record does, and the rest of it makes no sense.',
  'wrapped-record': 'A record was wrapped over several lines and joined again. Nothing is lost.',
} as const;

const OMITTED = {
  offers: 'Offers beyond --detail that came off well are told without stages and lines.',
  controlSessions: 'Control sessions beyond --detail that came off well are told without stages and lines.',
  findings: 'Findings that only repeat the verdict of an offer told in brief.',
  sessionsOver: 'Sessions that were over before the end were judged with all their lines and put aside.',
  sessionsCut:
    'Quiet sessions were judged before the end. Later lines of theirs stand as a session of their own.',
  legs: 'Connections that no session explained were forgotten, for want of memory.',
  wadLines: 'Of very long sessions the WAD lines in the middle were left out.',
} as const;

const TERMS = {
  'implied offer':
    'A pinhole was hit or listed and no readable offer explains it: there must have been one. Its command is not known.',
  pinhole: 'An expectation session: it lets one data connection through without a policy of its own.',
  expectation: 'FortiOS’s name for a pinhole.',
  'let through': 'A pinhole or a policy allowed the data SYN.',
  'reference clock':
    'The clock on which all times are told: the unit’s own where a source has it, else the sniffer’s.',
  weakened: 'What takes weight from a verdict: lost lines, dropped packets, sources that are not there.',
  option: 'A way to change what failed. Options exclude each other; the steps of one belong together.',
} as const;

export const INPUT_WORDS: readonly ReportWord[] = [
  ...meaningsIn('a source', SOURCES, SOURCE_NAME),
  ...meaningsIn('damage of a source', DAMAGE),
  ...meaningsIn(
    'damage of a source',
    Object.fromEntries(FOREIGN.map(({ kind, is }) => [kind, `Not read: ${is}.`])),
  ),
  ...meaningsIn('what was left out', OMITTED),
  ...meaningsIn('a term', TERMS),
];
