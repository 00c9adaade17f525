/** What stands for a secret that was dropped. */
export const DROPPED = '***';

/** Settings whose value lets somebody in: passwords, keys, tokens, hashes of them, and addresses of webhooks. */
const SECRET_SETTING =
  /(?:^|-)(?:password(?:-\w+)?|passwd|pwd|passphrase|psk|psksecret(?:-\w+)*|keytab|uri|auth-string|activation-code|license|ppk-secret|private-key|secret|authkey|enckey|key-string|keystring|key|key-inbound|key-outbound|auth-pwd|priv-pwd|token|access-token|api-key|seed|community|http-password|header-value|http-body|form-data|pin|otp|login-passwd)\d*$/i;

/** Settings that hold whatever somebody wrote into them: notes, scripts, what is sent to others. */
const FREE_TEXT =
  /^(?:comments?|description|script|buffer|\w{0,100}-?message\w{0,100}|note|banner|body|content|headers?|http-headers|command|signature)$/i;

/** Tables whose entries are secrets by their name: whoever knows an SNMP community may read the unit. */
const SECRET_NAME_TABLE = /snmp[ -]community$/;

export function isSecretSetting(key: string, table = ''): boolean {
  return SECRET_SETTING.test(key) || (key === 'name' && SECRET_NAME_TABLE.test(table));
}

/** Of these the ones that may hold lines of configuration themselves. */
const OF_LINES = /comment|description|script|buffer|message|body|content|command/i;

export function mayHoldStatements(key: string): boolean {
  return OF_LINES.test(key);
}

export function isFreeText(key: string): boolean {
  return FREE_TEXT.test(key);
}
