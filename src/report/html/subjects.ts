import type { ShownRows } from '../sections/offers.js';
import { grouped } from '../text/labels.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** The name of an offer or session, as a link to its story if it is told. */
export type SubjectLink = (id: string) => Markup;

export function subjectLink({ offers, sessions }: ShownRows): SubjectLink {
  const told = new Set([...offers, ...sessions].map(({ id }) => id));
  return (id) => {
    if (id === 'capture') return markup`the capture`;
    return told.has(id) ? markup`<a href="#${id}">${id}</a>` : markup`${id}`;
  };
}

const MOST_NAMED = 8;

/** `O1, O2 and 12 more`, with links. */
export function subjectLinks(ids: readonly string[], link: SubjectLink): Markup {
  const named = ids.slice(0, MOST_NAMED).map((id, at) => markup`${at === 0 ? '' : ', '}${link(id)}`);
  const rest = ids.length - named.length;
  return markup`${named}${rest > 0 ? markup` and ${grouped(rest)} more` : NOTHING}`;
}
