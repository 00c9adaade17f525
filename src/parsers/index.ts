import { createConfigParser } from './config/config.js';
import { createFlowParser } from './flow/flow.js';
import type { Parser } from './parser.js';
import { createSessionParser } from './session/session.js';
import { createSnifferParser } from './sniffer/sniffer.js';
import { createWadParser } from './wad/wad.js';

/** In the order in which an unclaimed record is offered: the most frequent and the strictest first. */
export const parserFactories: readonly (() => Parser)[] = [
  createFlowParser,
  createWadParser,
  createSnifferParser,
  createSessionParser,
  createConfigParser,
];
