import { isOfferCommand } from '../../ftp.js';
import type { Groups, WadHead } from '../../catalogue/message.js';
import { removedCommand, wadFtpMessages } from '../../catalogue/wad.js';
import type { Emit, TraceEvent } from '../../events/events.js';
import type { WadMessage } from '../../events/wad.js';
import type { Origin } from '../../events/record.js';
import type { OfferCommand } from '../../ftp.js';
import type { Endpoint } from '../../net.js';
import type { LineClaim, Damaged, LogRecord, Parser } from '../parser.js';
import { createBoundEndpoints } from './bound-endpoints.js';
import { createExpectationBlock } from './expectation-block.js';
import { maskedOrigin } from './mask-password.js';
import { HEADLESS, mayBePrefixed, prefixed } from './prefix.js';
import { createQuickWad } from './fast-path.js';

const FTP_FUNCTION = /^_*wad_ftp_/;
const JOINING_FUNCTION = /^_*wad_(?:ftp|exp)_/;

// WAD prints the text of a web request without a prefix, below the line that announces it.
const HTTP_ANNOUNCED = /\b(?:request from client|request to server|response from server)\b/;
const HTTP_LINE = /^(?:[A-Z]{3,10} \S+ HTTP\/\d|HTTP\/\d|[A-Za-z][\w-]*: ?\S)/;

/** WAD debug of every era; the catalogue tells its messages. */
export function createWadParser(): Parser {
  const block = createExpectationBlock();
  const commands = createCommands();
  const bound = createBoundEndpoints();
  /** The timed line above; on the quick way its record, which is parsed only if an untimed line needs it. */
  let above: WadMessage | LogRecord | undefined;
  let http = false;

  const timed = (line: WadMessage, emit: Emit): LineClaim => {
    block.end(emit);
    above = line;
    const { func, text } = line;
    http = announces(func, text);
    if (func !== undefined && !JOINING_FUNCTION.test(func)) {
      emit(line);
      return 'record';
    }
    if (func !== undefined && FTP_FUNCTION.test(func)) commands.take(line, emit);
    const event = commands.complete(meaning(line));
    if (event.kind === 'expectation-listen') bound.note(event.endpoint, line);
    emit(event);
    return 'record';
  };

  const lineAbove = (file: string): WadMessage | undefined => {
    if (above?.origin.file !== file) return undefined;
    const line = 'source' in above ? above : (prefixed(above) ?? undefined);
    above = line;
    return line;
  };
  const ownerOf = (place: Origin, ends: readonly Endpoint[]): WadMessage | undefined => {
    const line = lineAbove(place.file);
    return bound.take(place, ends, line) ?? line;
  };

  const untimed = (record: LogRecord, emit: Emit, damaged: Damaged): LineClaim => {
    if (block.read(record, ownerOf, emit, damaged) || commands.queue(record, emit)) return 'part';
    http &&= HTTP_LINE.test(record.text);
    return http ? 'part' : null;
  };

  return {
    source: 'wad',
    read(raw, emit, damaged) {
      const record = raw.text.startsWith(' ') ? { ...raw, text: raw.text.trimStart() } : raw;
      const line = mayBePrefixed(record.text) ? prefixed(record) : null;
      return line ? timed(line, emit) : untimed(record, emit, damaged);
    },
    flush(emit) {
      block.end(emit);
      commands.take(undefined, emit);
    },
    quick: createQuickWad({
      timed,
      passed(record, func, message, emit) {
        block.end(emit);
        above = record;
        http = announces(func, message);
      },
      untimed,
      inRequest: () => http,
      awaitsOwner: commands.awaitsOwner,
    }),
  };
}

function announces(func: string | undefined, text: string): boolean {
  return (func === undefined || func.startsWith('wad_dump_')) && HTTP_ANNOUNCED.test(text);
}

function meaning(line: WadMessage): TraceEvent {
  for (const message of wadFtpMessages) {
    if (message.holds !== undefined && !line.text.includes(message.holds)) continue;
    const match = message.pattern.exec(line.text);
    const event = match && message.event?.(match.groups ?? {}, line);
    if (event) return event;
  }
  return line;
}

/** FTP commands: `removed command X from cmd queue` has no prefix and belongs to the next timed line of the FTP proxy. */
function createCommands() {
  let queued: { groups: Groups; origin: Origin } | undefined;
  let last: { command: string; wadSession: string | undefined } | undefined;

  const complete = (event: TraceEvent): TraceEvent => {
    if (event.kind === 'ftp-command') last = event;
    if (event.kind !== 'ftp-offer' || event.command || last?.wadSession !== event.wadSession) return event;
    return { ...event, command: offerCommand(last?.command) };
  };
  const take = (owner: WadHead | undefined, emit: Emit): void => {
    if (!queued) return;
    const event = removedCommand.event?.(queued.groups, { ...(owner ?? HEADLESS), origin: queued.origin });
    queued = undefined;
    if (event) emit(complete(event));
  };
  const queue = (record: LogRecord, emit: Emit): boolean => {
    const match = record.text.startsWith('r') ? removedCommand.pattern.exec(record.text) : null;
    if (!match) return false;
    take(undefined, emit);
    queued = { groups: match.groups ?? {}, origin: maskedOrigin(record.origin) };
    return true;
  };
  return { complete, take, queue, awaitsOwner: () => queued !== undefined };
}

function offerCommand(command: string | undefined): OfferCommand | undefined {
  return isOfferCommand(command) ? command : undefined;
}
