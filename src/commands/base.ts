import { setMaxListeners } from 'node:events';

import { Command, Errors, Flags, type Interfaces } from '@oclif/core';

import { EXIT, Failure } from '../failure.js';
import { environmentFlags, whoseWish } from './shared/environment.js';
import { isQuiet, setLoudness, tellVerbosely } from './shared/loudness.js';
import { isPaging, setPager } from './shared/screen-output.js';
import { safeLine, printFailure, toFailure } from './shared/errors.js';
import { discardUnfinished } from './shared/unfinished-file.js';

/** What every command shares: how it takes its files, how it fails, and with which exit code. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    quiet: Flags.boolean({
      char: 'q',
      exclusive: ['verbose'],
      description: 'say nothing on standard error but errors: no warnings, no progress',
    }),
    pager: Flags.boolean({
      allowNo: true,
      description:
        'on a terminal, show what is longer than the screen in a pager (default: where PAGER names one)',
    }),
    verbose: Flags.boolean({
      char: 'v',
      description: 'tell on standard error what is read, and how it is packed',
    }),
  };

  /** Flags that the environment added. */
  private added: readonly string[] = [];

  protected override async init(): Promise<void> {
    await super.init();
    this.added = environmentFlags(this.argv, this.everyFlag(), process.env, this.isTakenElsewhere);
    this.argv = [...this.added, ...this.argv];
    process.on('SIGINT', () => {
      if (!isPaging()) this.interrupted();
    });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.told(signal);
      });
    }
  }

  private everyFlag(): Interfaces.FlagInput {
    return { ...this.ctor.baseFlags, ...this.ctor.flags };
  }

  /** `FGTRACE_FORMAT=html` is for analyze; sessions cannot print it, and prints what it does otherwise. */
  private readonly isTakenElsewhere = (flag: string, value: string): boolean =>
    this.config.commands.some(({ flags }) => {
      const taken = flags[flag];
      return taken?.type === 'option' && taken.options?.includes(value) === true;
    });

  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    const parsed = await super.parse(options, argv);
    setLoudness(parsed.flags as { quiet?: boolean; verbose?: boolean });
    setPager((parsed.flags as { pager?: boolean }).pager);
    for (const flag of this.added) tellVerbosely(() => `The environment sets ${flag}`);
    return parsed;
  }

  /**
   * Ctrl-C is the usual way to end `fgtrace follow`, and so is SIGTERM or SIGHUP (`timeout 1h fgtrace follow`, a
   * terminal that closes). The first signal only aborts this one, so that the report is still printed; the second
   * ends the program at once.
   */
  protected stopping(): AbortSignal {
    const controller = new AbortController();
    // Every followed file adds a listener, and Node would warn after ten.
    setMaxListeners(0, controller.signal);
    const { interrupted, told } = this;
    this.interrupted = () => {
      this.interrupted = interrupted;
      controller.abort();
    };
    this.told = () => {
      this.told = told;
      controller.abort();
    };
    return controller.signal;
  }

  private interrupted = (): void => {
    process.exit(EXIT.interrupted);
  };

  /**
   * Stops catching the signal and sends it again: the program ends by it, and the parent process sees which signal it
   * was.
   */
  private told = (signal: NodeJS.Signals): void => {
    discardUnfinished();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };

  /**
   * The inputs that were named. Without names `-` (stdin), but only if something is piped in: no run ever waits for a
   * keyboard.
   */
  protected inputs(argv: readonly unknown[]): string[] {
    const files = argv.map(String);
    if (files.length === 0 && !process.stdin.isTTY) return ['-'];
    const help = `See fgtrace ${(this.id ?? '').replaceAll(':', ' ')} --help`;
    if (files.length === 0) {
      throw new Failure('FGT_USAGE', EXIT.usage, 'No capture was named, and none is piped in', [help]);
    }
    if (files.filter((file) => file === '-').length > 1) {
      throw new Failure('FGT_USAGE', EXIT.usage, 'Standard input (-) can be read only once', [help]);
    }
    return files;
  }

  /** Prints a warning; the run goes on. */
  protected warnOnce(sentence: string): void {
    if (!isQuiet()) process.stderr.write(`${safeLine(sentence)}\n`);
  }

  protected override async catch(error: Error & { code?: string }): Promise<never> {
    if (error instanceof Errors.ExitError) throw error;
    if (error.code === 'EPIPE') return this.exit(0);
    const failure = toFailure(error, {
      id: (this.id ?? '').replaceAll(':', ' '),
      flags: Object.keys(this.everyFlag()),
    });
    failure.suggestions.push(...whoseWish(failure, this.added));
    await printFailure(failure, this.argv);
    return this.exit(failure.exit);
  }
}
