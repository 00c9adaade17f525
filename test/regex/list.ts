import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const src = fileURLToPath(new URL('../../src', import.meta.url));

export interface Found {
  readonly place: string;
  /** As `/…/flags`; undefined where it is put together when the program runs. */
  readonly literal: string | undefined;
  readonly text: string;
}

/** Every regular expression in src, literal or made. */
export function regularExpressions(): Found[] {
  const files = readdirSync(src, { recursive: true, withFileTypes: true }).filter((one) =>
    one.name.endsWith('.ts'),
  );
  return files.flatMap(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return inSource(relative(src, path), readFileSync(path, 'utf8'));
  });
}

function inSource(file: string, text: string): Found[] {
  const found: Found[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const add = (node: ts.Node, literal: string | undefined): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ place: `${file}:${line}`, literal, text: node.getText() });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) add(node, node.text);
    else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText() === 'RegExp'
    ) {
      add(node, undefined);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
