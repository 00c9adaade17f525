import type { Warn } from '../warn.js';
import type { Input } from '../input.js';
import type { Bytes, OpenedBytes } from '../open-bytes.js';

/**
 * The inputs without those from archives that hold what another does: an archive often lies beside what was unpacked from
 * it, and each connection would count twice. Files that nobody packed are read however alike they are.
 */
export async function withoutRepeats(opened: readonly OpenedBytes[], warn: Warn): Promise<Input[]> {
  const kept: Input[] = [];
  const unpackedFirst = [...opened].sort((a, b) => depthOf(a.source) - depthOf(b.source));
  const known = new Map<string, string>();
  for (const { source, input } of unpackedFirst) {
    const hasTwin = opened.some((other) => other.source !== source && mayBeSame(source, other.source));
    const content = hasTwin && input.packing.length === 0 ? await digestOf(input) : undefined;
    const first = content === undefined ? undefined : known.get(content);
    if (first !== undefined && depthOf(source) > 0)
      warn(`${input.name} holds the same as ${first} and is read once`);
    else kept.push(input);
    if (content !== undefined && first === undefined) known.set(content, input.name);
  }
  return kept;
}

const depthOf = ({ archived }: Bytes): number => archived?.depth ?? 0;

const lengthOf = ({ size, archived }: Bytes): number => archived?.length ?? size ?? 0;

const mayBeSame = (a: Bytes, b: Bytes): boolean =>
  lengthOf(a) > 0 && lengthOf(a) === lengthOf(b) && (depthOf(a) > 0 || depthOf(b) > 0);

async function digestOf(input: Input): Promise<string> {
  // Here, because to load it takes a tenth of a short run, and few runs ask for it.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const chunk of input.unpacked()) hash.update(chunk);
  return hash.digest('hex');
}
