import { meant } from '../../likeness.js';

interface UsageError {
  readonly message: string;
  /** What was probably meant, a sentence each. */
  readonly meantBy: readonly string[];
}

/** What oclif says of wrong arguments in our words. `flags`: the names of those that the command has. */
export function usageError(said: string, flags: readonly string[]): UsageError {
  const message = said
    .replace(/\n?See more help with --help$/, '')
    .replace(/^The following errors? occurred:\s*/, '')
    .replaceAll('=true cannot', ' cannot')
    .replace(/^Parsing (--\S+)\s+Expected an integer but received: (.*)$/, '$1 $2 is no whole number')
    .replace(/^Parsing (--\S+)\s+/, '$1: ');
  const [, unknown] = /^Nonexistent flags?: (.+)$/.exec(message) ?? [];
  if (unknown !== undefined) return unknownFlags(unknown.split(', '), flags);
  const [, flag = '', given = '', options] =
    /^Expected --([^=]+)=(.*) to be one of: (.+)$/s.exec(message) ?? [];
  if (options === undefined) return { message, meantBy: [] };
  const near = meant(given, options.split(', '));
  return { message, meantBy: near === undefined ? [] : [`Did you mean --${flag} ${near}?`] };
}

function unknownFlags(words: readonly string[], flags: readonly string[]): UsageError {
  const typed = words.map((word) => word.replace(/=.*$/s, ''));
  const near = typed
    .filter((word) => /^--[^-]/.test(word))
    .flatMap((word) => meant(word.slice(2), [...flags, 'help', 'version']) ?? []);
  return {
    message: `There ${typed.length === 1 ? 'is no flag' : 'are no flags'} ${typed.join(', ')}`,
    meantBy: near.map((one) => `Did you mean --${one}?`),
  };
}
