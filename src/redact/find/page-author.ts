/** What a forum prints under the name of whoever wrote there; the seed was copied from a page of one. */
const RANK =
  /^(?:Staff|Moderator|SuperUser|(?:(?:New|Visiting|Valued|Esteemed|Honored) )?Contributor(?: I{1,3})?)$/;
const NAME = /^[\p{L}\d][\p{L}\d_.-]{2,39}$/u;

/** Looks for authors of pages, line by line: answers with the line above where it is the name of one. */
export function createAuthorFinder(): (line: string) => string | undefined {
  let above = '';
  return (line) => {
    const text = line.trim();
    const author = RANK.test(text) && NAME.test(above) && !RANK.test(above) ? above : undefined;
    if (text !== '') above = text;
    return author;
  };
}
