import { AST, parseRegExpLiteral } from '@eslint-community/regexpp';

/** Some character that this set takes. */
function member(node: AST.Node): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterClassRange':
      return String.fromCodePoint(node.min.value);
    case 'CharacterSet':
      return set(node);
    case 'CharacterClass':
      return node.negate ? outside(node) : member(node.elements[0] ?? node);
    default:
      return 'a';
  }
}

function set(node: AST.CharacterSet): string {
  if (node.kind === 'digit') return node.negate ? 'a' : '1';
  if (node.kind === 'space') return node.negate ? 'a' : ' ';
  if (node.kind === 'property') return node.negate ? 'a' : '\u0001';
  return node.kind === 'word' && node.negate ? '-' : 'a';
}

function outside(node: AST.CharacterClass): string {
  const source = new RegExp(node.raw, 'u');
  return 'a1 .-:"'.split('').find((one) => source.test(one)) ?? '~';
}

/** A short text that the node matches, as far as that can be had without solving anything. */
function sample(node: AST.Node): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives[0]?.elements.map(sample).join('') ?? '';
    case 'Alternative':
      return node.elements.map(sample).join('');
    case 'Quantifier':
      return sample(node.element).repeat(node.min);
    case 'Assertion':
    case 'Backreference':
      return '';
    default:
      return member(node);
  }
}

/** Every way in which a node can be begun: each alternative of a group, each member of a class. */
function units(node: AST.Node): string[] {
  if (node.type === 'Group' || node.type === 'CapturingGroup') {
    return node.alternatives.map((one) => one.elements.map(full).join(''));
  }
  if (node.type === 'CharacterClass' && !node.negate) return node.elements.map(member);
  return [sample(node)];
}
const full = (node: AST.Node): string =>
  node.type === 'Quantifier' ? sample(node.element).repeat(Math.max(1, node.min)) : sample(node);

export interface Attack {
  readonly before: string;
  readonly unit: string;
}

/** What leads up to each open repetition, and what it repeats. */
export function attacks(literal: string): Attack[] {
  const found: Attack[] = [];
  const visit = (node: AST.Node, before: string): void => {
    if (node.type === 'Quantifier') {
      if (node.max > 20) {
        for (const unit of units(node.element)) if (unit !== '') found.push({ before, unit });
      }
      visit(node.element, before);
    } else if ('alternatives' in node) {
      for (const one of node.alternatives) {
        let text = before;
        for (const element of one.elements as AST.Node[]) {
          visit(element, text);
          text += sample(element);
        }
      }
    }
  };
  const { pattern } = parseRegExpLiteral(literal);
  visit(pattern, '');
  // Without a repetition of its own an unanchored pattern may still be begun again and again.
  const whole = sample(pattern);
  const all = [
    ...found,
    { before: '', unit: whole },
    { before: '', unit: whole.slice(0, -1) },
    { before: '', unit: ' ' },
  ]
    .filter(({ unit }) => unit !== '')
    .flatMap(({ before, unit }) => [
      { before, unit },
      { before: '', unit: before + unit },
    ]);
  return [...new Map(all.map((one) => [`${one.before}\n${one.unit}`, one])).values()];
}
