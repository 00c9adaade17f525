/** Put in when the library is built. */
declare const FGTRACE_VERSION: string | undefined;

/** Of fgtrace, as reports name it. */
export const VERSION = typeof FGTRACE_VERSION === 'undefined' ? '0' : FGTRACE_VERSION;
