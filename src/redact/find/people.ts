import type { NamePattern } from './name-found.js';

const LABEL = String.raw`(?<![\w-])(?:(?:src|dst|unauth|xauth|eap|auth|login|admin)?_?user(?:_?name|-name)?|auth_name|login|account|logon|initiator|samaccountname|userprincipalname|benutzer(?:name)?|utilisateur|usuario)(?:\(\d{1,3}\))?`;
/** What follows the name of somebody in a sentence of a log. */
const DOES = String.raw`(?=['"]? (?:from|logged|login|logout|failed|cannot|can't|can not|denied|authenticated|connected|disconnected|was|has|group|in group)\b)`;
/** Words that stand before such a verb and name nobody. */
const NOBODY = String.raw`(?!(?:is|was|has|not|and|or|cannot|can|logged|login|logout|name|names|group|groups|from|with|in|at|on|to|the|who|that|session|connection)\b)`;

/** Where logs, prompts and commands name a user. */
export const PEOPLE: readonly NamePattern[] = [
  ['user', new RegExp(String.raw`${LABEL}["']?\s?[=:]\s?(?:"(?<name>[^"]+)"|'[^']*')`, 'dgi')],
  ['user', new RegExp(String.raw`${LABEL}["']?(?:=|:\s?)(?!Client ")(?<name>[^\s"',;)\]]+)`, 'dgi')],
  ['user', /\bauth(?:enticate)?d? user:? ["']?(?<name>[\w.@\\-]{2,64})/dg],
  ['user', /\blogin as: (?<name>\S+)/dg],
  ['user', /^(?:Name|User) \((?:[^()]|\(none\)){1,80}\): (?<name>\S+)/dg],
  ['user', /^Name \([^():]{1,64}:(?<name>[^()]{1,64})\):/dg],
  ['user', /\b(?:sent-)?username (?<name>[\w.@\\-]{2,64})(?= (?:password|secret)\b)/dg],
  ['user', /\brequest user (?<name>[\w.@\\-]{2,64})/dg],
  ['user', /\b(?:createUser|r[ow]user|snmp(?:v3|-server) user) (?<name>[\w.@\\-]{2,64})/dgi],
  ['user', /\bregistered to:? (?<name>[\w.@\\-]{2,64})/dg],
  [
    'user',
    /(?:^|> ?|;)\s{0,8}open (?:-\w{1,12} ){0,3}\S+ (?!\d{1,5}\s*$)(?<name>[^\s;]+) [^\s;]+\s{0,8}(?=;|$)/dg,
  ],
  ['user', /(?<![\w:/@.])(?<name>[A-Za-z][\w.\\-]{0,64})(?=:[^\s@:/"']{1,128}@[\w[])/dg],
  ['user', /(?:^|[;>])\s{0,8}(?:quote )?user (?<name>[^\s;]+)(?= [^\s;]+\s{0,8}(?:;|$))/dg],
  // Elements of XML.
  ['user', /<(?:\w{1,20}:)?(?:user(?:_?name)?|login|account)(?:\s[^<>]{0,80})?>(?<name>[^<>]+)/dgi],
  // What a peer of IKE calls itself.
  ['user', /\b(?:peer|local|remote)[ _-]?(?:id|name)["']?\s?[:=]?\s?"?(?<name>[A-Za-z][\w.@-]{2,63})/dgi],
  // Addresses of mail, and whoever stands before them in its head.
  ['user', /(?<![\w.+/-])(?<name>[\w.+-]+)@[\w[]/dg],
  ['user', /^(?:From|To|Cc|Bcc|Reply-To|Sender): {1,3}"?(?<name>[^"<@\s][^"<@]{0,80}?)"? ?</dg],
  // DOMAIN\user. `OK\nUSER` is the end of a line, as programs write it.
  [
    'user',
    /(?<![\w\\/.:-])(?<name>(?:[A-Z][A-Z\d-]{1,14}|[a-z][\w-]{0,30}(?:\.[a-z][\w-]{0,30}){1,4})\\{1,2}(?![nrt][A-Z])[A-Za-z][\w.-]{1,40})(?![\w\\])/dg,
  ],
  ['user', /(?<=[\s"'=:]|^)(?<name>[a-z][a-z\d-]{1,14}\\\\[a-z][\w.-]{1,40})(?![\w\\])/dg],
  // Folders of one's own.
  [
    'user',
    /(?:\/home|\/Users|\\Users|\\Documents and Settings|\/var\/(?:spool\/)?mail)[\\/](?<name>[^\s\\/"':;,<>|]+)/dg,
  ],
  ['user', /(?<![\w.~/])~(?<name>[a-z][\w.-]{1,31})(?=[/\s:]|$)/dg],
  // Options and arguments of programs.
  [
    'user',
    /\b(?:ssh|scp|s?ftp|lftp|ncftp\w*|curl|wget|rsync|mysql|psql|sudo|smbclient|snmp\w*|telnet)\b.{0,120}?\s(?:-l|-u|-U|--user|--username|--proxy-user)[ =]?["']?(?<name>[A-Za-z][\w.@\\-]{1,63})(?=[:,%"'\s]|$)/dg,
  ],
  ['user', /(?:^|[#$>] ?)su (?:- )?(?<name>[a-z][\w.-]{1,31})\s*$/dg],
  ['user', /ftp> ?user (?<name>\S+)/dgi],
  ['user', /\s\/user:(?:[^\s\\]{1,64}\\)?(?<name>[^\s\\]+)/dgi],
  ['user', /\b(?:e?uid|e?gid|groups|ruid)=\d{1,10}\((?<name>[^()\s]+)\)/dg],
  ['user', /\b(?:uid|cn)=(?<name>[^,="]{2,64}),\s?(?=(?:ou|dc|cn|o)=)/dgi],
  // Logs of SSH, of FTP servers, of FortiOS.
  ['user', /\b(?:[Uu]ser|[Aa]dministrator|[Aa]dmin|[Aa]ccount) ['"](?<name>[^'"]{2,64})['"]/dg],
  [
    'user',
    new RegExp(
      String.raw`\b(?:[Uu]ser|[Aa]dministrator|[Aa]dmin|[Aa]ccount) ${NOBODY}(?<name>[\w.@\\-]{2,64})${DOES}`,
      'dg',
    ),
  ],
  [
    'user',
    /\b(?:password|publickey|keyboard-interactive\S{0,8}|none) for (?:invalid user )?(?<name>[\w.@\\-]{2,64}) from\b/dg,
  ],
  ['user', /\bsession (?:opened|closed) for user (?<name>[\w.@\\-]{2,64})/dg],
  ['user', /\bauth req \d{1,9} for (?<name>\S{2,64}) in\b/dg],
  ['user', /\[pid \d{1,8}\] \[(?<name>[^\]\s]{2,64})\]/dg],
  ['user', /\)\s?[\d/.-]{6,10} [\d:]{4,8}(?: [AP]M)? - (?<name>[^()\s]{2,64}) \([\d.a-f:]{3,39}\)>/dg],
  ['user', /^\s{0,8}\d{1,3}(?:\.\d{1,3}){3}, (?<name>[\w.@\\-]{2,64})\s*$/dg],
  // A list of files tells whose they are.
  ['user', /^[-dlbcps][-rwxsStT]{9}[.+@]?\s+\d+\s+(?<name>[^\s\d]\S*)\s/dg],
  ['group', /^[-dlbcps][-rwxsStT]{9}[.+@]?\s+\d+\s+\S+\s+(?<name>[^\s\d]\S*)\s+\d/dg],
];
