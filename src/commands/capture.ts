import { Flags } from '@oclif/core';

import { captureRecipe, PROTOCOLS, type Target } from '../catalogue/recipes.js';
import { EXIT, Failure } from '../failure.js';
import { address } from '../net.js';
import { DEFAULT_DETAIL } from '../report/print-options.js';
import { recipe } from '../report/sections/capture-recipe.js';
import { BaseCommand } from './base.js';
import { DEFAULT_WINDOW, parseWindow } from './shared/flags.js';
import { outputWidth, wantsColour, writeResult } from './shared/write-output.js';

export default class CaptureCommand extends BaseCommand {
  static override summary = 'Print the commands that capture a failing FTP session on the unit';
  static override description =
    'What to start in which SSH session, with the filters filled in, what to do meanwhile, how to stop, and what to run on the logs. With --ssh it does all of that itself, by the ssh of this machine, which asks for passwords and checks host keys; without it nothing is sent anywhere.';
  static override usage = '<%= command.id %> --client IP --vip IP[:PORT] [FLAGS]';

  static override examples = [
    {
      description: 'A client, and a server behind a VIP',
      command:
        '<%= config.bin %> <%= command.id %> --client 10.230.4.86 --vip 10.230.4.72:21 --server 10.220.3.202',
    },
    {
      description: 'Plain FTP in a VDOM: the bytes of the control channel tell most',
      command:
        '<%= config.bin %> <%= command.id %> --client 10.230.4.86 --vip 10.230.4.72 --protocol ftp --vdom root',
    },
    {
      description: 'Implicit FTPS over IPv6',
      command: '<%= config.bin %> <%= command.id %> --client 2001:db8:1::86 --vip [2001:db8:2::72]:990',
    },
  ];
  static override flags = {
    client: Flags.string({
      required: true,
      helpValue: 'IP',
      description: 'address of the client, as the unit sees it',
    }),
    vip: Flags.string({
      required: true,
      helpValue: 'IP[:PORT]',
      description: 'address and control port (21) that the client dials',
    }),
    server: Flags.string({ helpValue: 'IP', description: 'address of the server behind the VIP' }),
    ssh: Flags.string({
      helpValue: 'ADMIN@UNIT',
      description:
        'log in by the ssh of this machine, start the captures, print verdicts as they come, and end all debugging at Ctrl-C',
      helpGroup: 'SSH',
    }),
    vdom: Flags.string({
      helpValue: 'NAME',
      description: 'the VDOM of the policy',
    }),
    protocol: Flags.option({
      options: PROTOCOLS,
      description:
        'what the client speaks: plain FTP, explicit FTPS (AUTH TLS) or implicit FTPS (default port 990)',
    })(),
    seconds: Flags.integer({
      min: 1,
      dependsOn: ['ssh'],
      description: 'end by itself after so long',
      helpGroup: 'SSH',
    }),
    output: Flags.string({
      char: 'o',
      helpValue: 'FOLDER',
      dependsOn: ['ssh'],
      description: 'a new folder for the captures (default: fgtrace- and the time)',
      helpGroup: 'SSH',
    }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(CaptureCommand);
    const client = addressGiven('--client', flags.client);
    const { vip, ...port } = vipGiven(flags.vip);
    const server = flags.server === undefined ? undefined : addressGiven('--server', flags.server);
    if (client === vip) throw wrong(`--client and --vip are the same address, ${client}`);
    if (client.includes(':') !== vip.includes(':')) {
      throw wrong(`--client ${client} cannot dial --vip ${vip}: one is IPv4, the other IPv6`);
    }
    const target = { client, vip, ...port, ...(server && { server }), protocol: flags.protocol };
    const vdom = vdomGiven(flags.vdom);
    if (flags.ssh !== undefined) {
      await this.bySsh(flags.ssh, target, { ...flags, vdom });
      return;
    }
    const steps = Object.values(captureRecipe({ ...target, vdom }));
    await writeResult(recipe(steps, outputWidth(undefined)), undefined);
  }

  /** The one place from which another program can be started: that code is not loaded before. */
  private async bySsh(
    destination: string,
    target: Target,
    {
      vdom,
      seconds,
      output,
    }: Readonly<Record<'vdom' | 'output', string | undefined> & { seconds: number | undefined }>,
  ): Promise<void> {
    const { captureBySsh } = await import('./shared/ssh-capture.js');
    await captureBySsh({
      ...{ destination, target, vdom, seconds, folder: output, stopping: this.stopping() },
      follow: {
        ...{
          format: 'text',
          offsets: new Map(),
          window: parseWindow(DEFAULT_WINDOW),
          version: this.config.version,
        },
        options: { width: outputWidth(undefined), colour: wantsColour(undefined), detail: DEFAULT_DETAIL },
        warn: (sentence) => {
          this.warnOnce(sentence);
        },
      },
    });
  }
}

/** Pasted or sent as it is: it must not be more than a name. */
function vdomGiven(name: string | undefined): string | undefined {
  if (name === undefined || /^[\w.-]{1,31}$/.test(name)) return name;
  throw new Failure('FGT_USAGE', EXIT.usage, `--vdom ${name} is no name of a VDOM`, [
    'Name one as config vdom lists it, such as root.',
  ]);
}

function addressGiven(flag: string, text: string): string {
  const found = address(text);
  if (found === null) throw wrong(`${flag} ${text} is no IPv4 or IPv6 address`);
  return found;
}

/** `10.230.4.72`, `10.230.4.72:21`, `2001:db8::72`, `[2001:db8::72]:21`. */
function vipGiven(text: string): { vip: string; port?: number } {
  const bare = address(text);
  if (bare !== null) return { vip: bare };
  const { v6, v4, digits } =
    /^(?:\[(?<v6>[^\]]*)\]|(?<v4>[^:]*)):(?<digits>\d{1,5})$/.exec(text)?.groups ?? {};
  const port = Number(digits);
  if (digits === undefined || port < 1 || port > 65_535) {
    throw wrong(`--vip ${text} is no address, and no address with a port`);
  }
  return { vip: addressGiven('--vip', v6 ?? v4 ?? ''), port };
}

function wrong(message: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, message, [
    'Write addresses as 10.230.4.72 or 2001:db8::72, a port as 10.230.4.72:21 or [2001:db8::72]:990.',
  ]);
}
