/** Secrets that whoever issues them marks with the letters they begin with. Each expression has a group `secret`. */
export const ISSUED: readonly RegExp[] = [
  // The hashes of administrators of FortiOS.
  /(?<![\w+/=])(?<secret>(?:AK1|SH2)[\w+/=]{24,})/dg,
  // JSON Web Tokens: `{"` in base64.
  /(?<![\w+/=-])(?<secret>eyJ[\w-]{5,}\.[\w.-]+)/dg,
  // Clouds and services.
  /(?<!\w)(?<secret>(?:A[KS]IA|AIza|gh[opsru]_|github_pat_|glpat-|xox[a-z]-|[prs]k_(?:live|test)_|SG\.|npm_|dop_v1_|hvs\.|sk-|hf_|pypi-|glsa_|shpat_|whsec_|ya29\.|ATATT|xapp-)[\w.-]{8,})/dg,
  // A key of SSH: who has the same one elsewhere is known by it.
  /(?<![\w-])(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}) (?<secret>AAAA[\w+/=]{4,})/dg,
  // What `ssh-keygen -l` prints of one.
  /(?<![\w-])SHA256:(?<secret>[\w+/]{43}=?)(?![\w+/])/dg,
  /(?<![\w-])MD5:(?<secret>[\da-f]{2}(?::[\da-f]{2}){15})(?![\w:])/dg,
  // Passwords as crypt, routers and Windows keep them.
  /(?<![\w$])(?<secret>\$(?:1|2[abxy]|[5-9]|14|y|apr1|argon2\w{1,2}|pbkdf2[\w-]{0,20}|scrypt)\$[^\s:"',]{8,})/dg,
  /:(?<secret>[\da-f]{32}:[\da-f]{32}):::/dgi,
  /-----BEGIN [A-Z ]{1,40}-----(?<secret>[^-]+)/dg,
  // Rows of bytes as OpenSSL, curl, xxd and hexdump print them: tickets of TLS, and all that was said. None is a packet.
  /(?:^\s{0,8}(?:[<>]{1,2} ?)?|: |=")(?:[\da-f]{4,8}(?: - |: {1,2})|[\da-f]{8} {2})(?<secret>[\da-f]{2}[ -]?(?:[\da-f]{2}[ -]{0,2}){3,31}.*)/dgi,
];
