import { Args } from '@oclif/core';

import { causes } from '../diagnose/rules/index.js';
import { BaseCommand } from './base.js';
import { bashCompletion } from './shared/completion/bash.js';
import { fishCompletion } from './shared/completion/fish.js';
import { completedCommands } from './shared/completion/model.js';
import { powershellCompletion } from './shared/completion/powershell.js';
import { zshCompletion } from './shared/completion/zsh.js';
import { writeResult } from './shared/write-output.js';

const SHELLS = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

export default class CompletionCommand extends BaseCommand {
  static override summary = 'Print a script that completes commands, flags and codes in your shell';
  static override description =
    'The first line of the script says where it belongs. It holds all words itself and runs nothing.';
  static override usage = '<%= command.id %> bash|zsh|fish|powershell';

  static override examples = [
    { description: 'For this bash alone', command: '$ source <(<%= config.bin %> <%= command.id %> bash)' },
    {
      description: 'For every fish to come',
      command: '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/fgtrace.fish',
    },
  ];
  static override args = {
    shell: Args.string({ options: Object.keys(SHELLS), required: true, description: 'the shell' }),
  };

  override async run(): Promise<void> {
    const { args } = await this.parse(CompletionCommand);
    const codes = causes.map(({ code }) => code).sort();
    const script = SHELLS[args.shell as keyof typeof SHELLS](
      this.config.bin,
      completedCommands(this.config, codes),
    );
    await writeResult([script], undefined);
  }
}
