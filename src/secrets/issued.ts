/** Secrets that whoever issues them marks with the letters they begin with. Each expression has a group `secret`. */
export const ISSUED: readonly RegExp[] = [
  // The hashes of administrators of FortiOS.
  /(?<![\w+/=])(?<secret>(?:AK1|SH2)[\w+/=]{24,})/dg,
  // JSON Web Tokens: `{"` in base64.
  /(?<![\w+/=-])(?<secret>eyJ[\w-]{5,}\.[\w.-]+)/dg,
  // Clouds and services.
  /(?<!\w)(?<secret>(?:A[KS]IA|AIza|gh[opsru]_|github_pat_|glpat-|xox[a-z]-|[prs]k_(?:live|test)_|SG\.|npm_|dop_v1_|hvs\.)[\w.-]{8,})/dg,
  // A key of SSH: who has the same one elsewhere is known by it.
  /(?<![\w-])(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}) (?<secret>AAAA[\w+/=]{4,})/dg,
  /-----BEGIN [A-Z ]{1,40}-----(?<secret>[^-]+)/dg,
];
