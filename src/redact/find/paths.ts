import type { NamePattern } from './name-found.js';

/** Where paths and names of files stand, outside the words of FTP itself. */
export const PATHS: readonly NamePattern[] = [
  [
    'file',
    /(?<![\w-])(?:file(?:_?name)?|path|dir|folder|cwd|arg)["']?\s?[=:]\s?(?:"(?<name>[^"]+)"|'[^']*')/dgi,
  ],
  [
    'file',
    /(?<![\w-])(?:file_?name|file|path|dir|folder|cwd|arg)["']?[=:]\s?(?<name>(?=[^\s"',;)\]]{0,200}[/\\.])[^\s"',;)\]]+)/dgi,
  ],
  ['file', /\b(?:GET|POST|PUT|HEAD|DELETE|PATCH|PROPFIND|OPTIONS) (?<name>\/\S*) HTTP\//dg],
  ['file', /(?<=[\s"'(=]|^)(?<name>(?:\/[\w.@+~-]{1,128}){2,20}\/?)(?=[\s"'),;:]|$)/dg],
  ['file', /(?<![\w\\])"?(?<name>[A-Za-z]:\\{1,2}(?<!\\[nrt])[^\s"'<>|*?;,]+)/dg],
  // Programs that transfer files, and what they say of it.
  ['file', /^\s{0,8}(?:mput|mget|put|lcd) (?<name>\S+)/dg],
  ['file', /^local: (?<name>\S+) remote: /dg],
  ['file', /^local: \S{1,255} remote: (?<name>\S+)/dg],
  [
    'file',
    /\b(?:curl|wget)\b.{0,200}?\s(?:-T|-o|-O|--upload-file|--output) ?["']?(?<name>[^\s"'-][^\s"']*)/dg,
  ],
  // A list of files.
  [
    'file',
    /^[-dlbcps][-rwxsStT]{9}[.+@]?\s+\d+\s+\S+\s+\S+\s+\d+\s+[A-Z][a-z]{2}\s+\d{1,2}\s+[\d:]{4,5} (?<name>[^\s>]\S*(?: \S+){0,20})/dg,
  ],
  ['file', /^\d\d-\d\d-\d{2,4}\s+\d\d:\d\d(?:[AP]M)?\s+(?:<DIR>|\d+)\s+(?<name>\S+(?: \S+){0,20})/dg],
];
