import {
  controlTuple,
  expectTuple,
  redirect,
  tupleState,
  wadBase,
  wadEndpoint,
} from '../../catalogue/wad.js';
import type { Groups, Message, WadHead } from '../../catalogue/message.js';
import type { Emit } from '../../events/events.js';
import type { Origin } from '../../events/record.js';
import type { WadExpectation } from '../../events/wad.js';
import { uint32, type Endpoint, isUnspecified } from '../../net.js';
import type { Damaged, LogRecord } from '../parser.js';
import { HEADLESS } from './prefix.js';

const BY_INITIAL: Readonly<Record<string, Message<WadHead>>> = {
  C: controlTuple,
  E: expectTuple,
  r: redirect,
  d: tupleState,
};

/** The timed line that a block in this place about one of these endpoints belongs to. */
type OwnerOf = (place: Origin, ends: readonly Endpoint[]) => WadHead | undefined;

/**
 * Puts the untimed lines `Control session tuple`, `Expect session tuple`, `dir … act …` and `redirect:` together into
 * one expectation. They have no prefix of their own and belong to the timed line above them, or, where another worker of
 * WAD wrote between, to the one that was bound to the block's endpoint.
 */
export function createExpectationBlock() {
  let control: WadExpectation['control'];
  let expectation: WadExpectation | undefined;

  const end = (emit: Emit): void => {
    if (expectation) emit(expectation);
    expectation = undefined;
    control = undefined;
  };

  const open = (groups: Groups, record: LogRecord, ownerOf: OwnerOf, damaged: Damaged) => {
    const from = wadEndpoint(groups['from']);
    const to = wadEndpoint(groups['to']);
    const unclosed = record.text.includes('(') && !record.text.includes(')');
    if (unclosed) damaged('cut-record', record.origin.line);
    if (from === null || to === null) {
      damaged('cut-record', record.origin.line);
      return undefined;
    }
    const { vf } = groups;
    const mapped = unclosed ? undefined : translated(wadEndpoint(groups['mapped']));
    const owner = ownerOf(record.origin, mapped === undefined ? [to] : [mapped, to]);
    return {
      kind: 'expectation',
      control,
      from,
      to,
      mapped,
      vdomIndex: uint32(vf),
      redirect: false,
      ...wadBase({ ...(owner ?? HEADLESS), origin: record.origin }),
    } satisfies WadExpectation;
  };

  /** Whether the line belongs to such a block. Its first letter is looked at before any pattern is tried. */
  const read = (record: LogRecord, ownerOf: OwnerOf, emit: Emit, damaged: Damaged): boolean => {
    const message = BY_INITIAL[record.text.charAt(0)];
    const match = message?.pattern.exec(record.text);
    if (!match) return false;
    const groups = match.groups ?? {};
    // `vf N vrf N` always follows: an endpoint at the line's end may be cut inside its port.
    const cut = message !== redirect && record.text.endsWith(groups['to'] ?? ' ');
    if (cut) damaged('cut-record', record.origin.line);
    if (message === controlTuple) {
      end(emit);
      const client = wadEndpoint(groups['from']);
      const server = cut ? null : wadEndpoint(groups['to']);
      control = client && server ? { client, server } : undefined;
    } else if (message === expectTuple) {
      if (expectation) emit(expectation);
      expectation = cut ? undefined : open(groups, record, ownerOf, damaged);
    } else if (message === redirect) {
      const told = open(groups, record, ownerOf, damaged);
      if (told) expectation = joined(expectation, told, emit);
    }
    return true;
  };

  return { read, end };
}

/** A redirect repeats the tuple of its Expect line; another tuple means that its Expect line was lost. */
function joined(known: WadExpectation | undefined, told: WadExpectation, emit: Emit): WadExpectation {
  if (known && known.from === told.from && known.to === told.to) {
    return { ...known, mapped: known.mapped ?? told.mapped, redirect: true };
  }
  if (known) emit(known);
  return { ...told, redirect: true };
}

/** As in the session list, all zero means not translated. */
function translated(end: Endpoint | null): Endpoint | undefined {
  return end === null || isUnspecified(end) ? undefined : end;
}
