import { commands } from '@oclif/plugin-help';

/** A command of our own. As oclif's plugin it would have to be found, read and matched at every start. */
export default commands.help;
