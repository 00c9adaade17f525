import { namedBy, type NameFound } from './name-found.js';

/**
 * Ends of names of the Internet and of offices. Two letters are a country, unless files or words of a sentence end so.
 */
const HOST =
  /(?<![\w@/-]|(?<!\*)\.)(?<name>(?:[a-z\d_][a-z\d_-]{0,62}\.){1,8}(?:com|net|org|info|biz|edu|gov|mil|int|io|cloud|app|dev|tech|online|site|shop|asia|local|lan|corp|intern|internal|intranet|home|test|example|invalid|localdomain|priv|domain|office|(?!sh|py|pl|so|md|rs|ts|js|gz|in|is|to|at|by|me|id|go|do|cc|my|no|as|am|be)[a-z]{2}|de|be|no|at))(?![\w-]|\.\w)/dgi;
const URL_HOST = /\b[a-z][a-z\d+.-]{1,10}:\/\/(?:[^\s/@"']*@)?(?<name>[a-z\d_-]+(?:\.[a-z\d_-]+)*)/dgi;
const URL_USER = /\b[a-z][a-z\d+.-]{1,10}:\/\/(?<name>[^\s/:@"']+)(?=(?::[^\s/@]*)?@)/dgi;
const URL_PATH = /\b[a-z][a-z\d+.-]{1,10}:\/\/[^\s/"'<>]+(?<name>\/[^\s"'<>)\]]+)/dgi;

/** Whose names stand in what every unit prints, or in Fortinet's own pages. */
const KNOWN =
  /(?:^|\.)(?:fortinet\.(?:com|net|com\.cn)|fortiguard\.(?:com|net)|forticloud\.com|fortigate\.com|in-addr\.arpa|ip6\.arpa|w3\.org)$/i;

export function webNamesIn(text: string): NameFound[] {
  if (!text.includes('.') && !text.includes('://')) return [];
  const hosts = [...namedBy(text, URL_HOST, 'host'), ...namedBy(text, HOST, 'host')];
  const others = text.includes('://')
    ? [...namedBy(text, URL_USER, 'user'), ...namedBy(text, URL_PATH, 'file')]
    : [];
  return [...hosts.filter(({ value }) => !KNOWN.test(value) && /[a-z]/i.test(value)), ...others];
}
