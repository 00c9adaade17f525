import type { ReportDocument } from '../../src/document.js';
/**
 * What a hurt capture must never say, measured on the report on the whole capture, whose verdicts the gallery holds to
 * the truth. Less evidence may leave more open; it never proves the opposite.
 *
 * An offer of the whole may be gone, or be found again by its endpoint (or, where the reply that named it is lost, as an
 * implied offer by its data connection). Found again,
 * - *inconclusive* is never wrong;
 * - its own verdict is right. If that is *failed*, the code has to be true as well: one that the whole report gives to
 *   this offer as its cause or as a consequence, or a lesser word for the same cause (see `LESSER`), because sources are
 *   missing that tell more;
 * - *worked* instead of *failed* is right only for a transfer that broke after it had opened, and only when the line that
 *   shows the break is gone: the contract asks for such a line;
 * - *unused* instead of *worked* or *failed* is wrong: it claims that nobody came, and somebody did. Where in truth nobody
 *   dialled, only the command or reply that shows the wish makes it a failure; without it *unused* is right;
 * - *worked* or *failed* instead of *unused* or *inconclusive* is wrong;
 * - *failed* by reply 426 instead of *worked* is right only where the ABOR that explains the reply is gone.
 *
 * Its data connection and its control session, where it has them, are the same ones. An offer that the whole does not
 * know is wrong, and a failed control session is wrong unless the whole says so too, or one of its offers failed for the
 * same reason, or by a denial and can no longer be read: that is how an opaque control session fails, also for a denied
 * SYN that no offer of the whole explains.
 */
export declare function wrongs(wholes: readonly ReportDocument[], hurt: ReportDocument, files: Readonly<Record<string, string>>): string[];
