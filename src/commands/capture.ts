import { Flags } from '@oclif/core';

import { captureRecipe } from '../catalogue/recipes.js';
import { EXIT, Failure } from '../failure.js';
import { address } from '../net.js';
import { recipe } from '../report/sections/capture-recipe.js';
import { BaseCommand } from './base.js';
import { outputWidth, writeResult } from './shared/write-output.js';

export default class CaptureCommand extends BaseCommand {
  static override summary = 'Print the commands that capture a failing FTP session on the unit';
  static override description =
    'What to start in which SSH session, with the filters filled in, what to do meanwhile, how to stop, and what to run on the logs. Nothing is sent anywhere.';
  static override examples = [
    {
      description: 'A client, and a server behind a VIP',
      command:
        '<%= config.bin %> <%= command.id %> --client 10.230.4.86 --vip 10.230.4.72:21 --server 10.220.3.202',
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
    const steps = Object.values(captureRecipe({ client, vip, ...port, ...(server && { server }) }));
    await writeResult(recipe(steps, outputWidth(undefined)), undefined);
  }
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
