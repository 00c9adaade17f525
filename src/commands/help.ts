import { commands } from '@oclif/plugin-help';

/** As a command of our own: as a plugin it would be looked for, read and matched at every start. */
export default commands.help;
