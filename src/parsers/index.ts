import { createConfigParser } from './config.js';
import { createFlowParser } from './flow.js';
import type { Parser } from './parser.js';
import { createSessionParser } from './session.js';
import { createSnifferParser } from './sniffer.js';
import { createWadParser } from './wad.js';

/** In the order in which an unclaimed record is offered: the most frequent and the strictest first. */
export const parserFactories: readonly (() => Parser)[] = [
  createFlowParser,
  createWadParser,
  createSnifferParser,
  createSessionParser,
  createConfigParser,
];
