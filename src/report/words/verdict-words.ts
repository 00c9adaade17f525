import type {
  ClockSummary,
  Confidence,
  ControlSessionReport,
  DataFlowReport,
  ExpectationReport,
  LegState,
  OfferOutcome,
  Pinhole,
  Stage,
  StageState,
} from '../../document.js';
import type { OfferCommand } from '../../ftp.js';
import type { RemedyStep } from '../../remedy.js';
import {
  CLOCK_METHOD_WORDS,
  LEG_WORDS,
  PINHOLE_WORDS,
  STAGE_NAME,
  STATE_NAME,
  VERDICT_NAME,
} from '../text/labels.js';
import { meaningsIn, type ReportWord } from './word-list.js';

const VERDICTS: Readonly<Record<OfferOutcome, string>> = {
  worked:
    'The data connection came about: it opened at its far end, or 226 or 250 closed the transfer, and no line shows that the transfer then broke.',
  failed: 'A line shows where the data connection broke. Mere absence of lines never makes a failure.',
  inconclusive: 'The captures do not show the deciding stage. What to capture next stands beside it.',
  unused:
    'Nobody tried to use the offer, and a source that would have shown a try covers these hosts, ports and this time.',
};

const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  proven:
    'Every join that decides is by a key: a session id, a SYN’s sequence number, unique addresses and ports.',
  likely:
    'Something that decides was settled by elimination or by addresses and time, or lines that would speak against it may be lost.',
  possible:
    'It rests on time alone, or on a sign that nobody has documented. See whether it is so before anything is changed.',
};

const STAGES: Readonly<Record<Stage, string>> = {
  control: 'The control connection of the FTP session.',
  offer: 'A PASV, EPSV, PORT or EPRT that names where the data connection is to go.',
  expectation:
    'The pinhole: an expectation session that lets one data connection through without a policy of its own.',
  syn: 'The first packet of the data connection.',
  admission: 'Whether a pinhole or a policy let the data SYN through.',
  nat: 'The translation of the data connection’s addresses and ports.',
  clientLeg: 'The data connection between the client and the unit.',
  serverLeg: 'The data connection between the unit and the server.',
  transfer: 'What the control channel says of the transfer: 150, 226, 425, 426.',
};

const STATES: Readonly<Record<StageState, string>> = {
  seen: 'A line shows it.',
  failed: 'A line shows that it broke here.',
  missing: 'It is not there, and the capture would have shown it.',
  'not-captured':
    'It is not there, and no source could have shown it. That says nothing about whether it happened.',
  'not-needed': 'It has no part in this connection, as a pinhole where a policy lets the connection through.',
};

const PINHOLES: Readonly<Record<Pinhole, string>> = {
  hit: 'A pinhole was opened, and the data connection came through it.',
  opened: 'A pinhole was opened. That it was not hit only a flow trace or a sniffer can show.',
  'not-opened': 'There was no pinhole for the connection that the offer names.',
  'not-needed': 'The connection went through without one.',
  unknown: 'No source shows whether a pinhole was opened.',
};

const LEGS: Readonly<Record<LegState, string>> = {
  open: 'The SYN was answered with SYN-ACK.',
  'syn-only': 'The SYN was seen, and no answer to it.',
  refused: 'The SYN was answered with a reset.',
  'not-seen': 'Nothing is seen on this side, where the capture would have shown it.',
  'not-captured': 'No source covers this side.',
};

const ADMISSIONS: Readonly<Record<DataFlowReport['admittedBy'], string>> = {
  expectation: 'A pinhole let the data connection through.',
  policy: 'A firewall policy let the data connection through, without a pinhole.',
  denied: 'Neither a pinhole nor a policy let the data connection through.',
  unknown: 'No source shows what let it through.',
};

const INSPECTIONS: Readonly<Record<ControlSessionReport['inspection'], string>> = {
  proxy: 'The unit’s proxy (WAD) reads the control channel and opens pinholes.',
  helper: 'The kernel’s session helper reads the control channel; it cannot read TLS.',
  none: 'Nobody on the unit reads the control channel.',
  unknown: 'No source shows who reads the control channel.',
};

const TLS: Readonly<Record<ControlSessionReport['tls'], string>> = {
  explicit: 'The session begins in clear and asks for TLS with AUTH TLS.',
  implicit: 'TLS from the first byte, by custom on port 990.',
  none: 'The session is in clear.',
  unknown: 'No source shows the bytes.',
};

const CLOCK_METHODS: Readonly<Record<ClockSummary['method'], string>> = {
  'syn-sequence':
    'The difference of the clocks is proved by SYNs that both sources stamped, known by their sequence number.',
  tuple:
    'The difference of the clocks follows from connections that both sources stamped, known by addresses and ports.',
  assumed:
    'Nothing proves the difference of the clocks. Sources that share the unit’s clock are taken to agree.',
  given: 'The difference of the clocks was given with --offset.',
};

const OPENERS: Readonly<Record<ExpectationReport['openedBy'], string>> = {
  wad: 'The proxy opened the pinhole.',
  helper: 'The kernel’s session helper opened the pinhole.',
  unknown: 'No source shows who opened the pinhole.',
};

const OFFERS: Readonly<Record<OfferCommand, string>> = {
  PASV: 'The client asks the server to listen. Reply 227 names address and port, to which the client then dials.',
  EPSV: 'As PASV, also for IPv6. Reply 229 names the port alone.',
  PORT: 'Active mode: the client names its own address and port, and the server dials back.',
  EPRT: 'As PORT, also for IPv6.',
};

const PURPOSES: Readonly<Record<RemedyStep['purpose'], string>> = {
  check: 'A step that only looks, before anything is changed.',
  change:
    'A step that changes something. Steps of one option belong together, and options exclude each other.',
};

export const VERDICT_WORDS: readonly ReportWord[] = [
  ...meaningsIn('a verdict', VERDICTS, VERDICT_NAME),
  ...meaningsIn('how sure a verdict is', CONFIDENCES),
  ...meaningsIn('a stage', STAGES, STAGE_NAME),
  ...meaningsIn('the state of a stage', STATES, STATE_NAME),
  ...meaningsIn('a pinhole', PINHOLES, PINHOLE_WORDS),
  ...meaningsIn('a side of a data connection', LEGS, LEG_WORDS),
  ...meaningsIn('what let a data connection through', ADMISSIONS),
  ...meaningsIn('who inspects a control session', INSPECTIONS),
  ...meaningsIn('TLS of a control session', TLS),
  ...meaningsIn('how clocks were joined', CLOCK_METHODS, CLOCK_METHOD_WORDS),
  ...meaningsIn('who opened a pinhole', OPENERS),
  ...meaningsIn('the command of an offer', OFFERS),
  ...meaningsIn('a step', PURPOSES),
];
