import { type Session, type World } from './traffic.js';
/** A client behind the proxy: login, some downloads in passive mode, good-bye. */
export declare function ftp(world: World): Session;
