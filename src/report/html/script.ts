/**
 * What the page does in a browser with scripts: filter, sort, search, copy, and parse on demand what stands in
 * `noscript`. It is printed as it stands here, so its hash in policy.ts belongs to exactly this text.
 */
export const SCRIPT = `'use strict';
(() => {
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = (text) => text.toLowerCase().split(/ +/).filter((word) => word !== '');
const number = (count) => count.toLocaleString('en');

// Parse on demand
const fill = (details) => {
  const held = details.querySelector(':scope > noscript');
  if (held === null) return;
  const made = document.createElement('template');
  made.innerHTML = held.textContent;
  equip(made.content);
  held.replaceWith(made.content);
};
document.addEventListener('toggle', ({ target }) => { if (target.open) fill(target); }, true);

// Follow links into what is shut
const reveal = (id) => {
  if (id === '') return;
  const sign = ' id="' + id + '"';
  if (document.getElementById(id) === null)
    all('details > noscript').filter((one) => one.textContent.includes(sign)).forEach((one) => fill(one.parentElement));
  const there = document.getElementById(id);
  if (there === null) return;
  for (let at = there; at !== null; at = at.parentElement) {
    at.hidden = false;
    if (at.localName !== 'details') continue;
    fill(at);
    at.open = true;
  }
  all('.here').forEach((one) => one.classList.remove('here'));
  there.classList.add('here');
  there.scrollIntoView({ block: there.localName === 'li' ? 'center' : 'start' });
  const focused = there.querySelector(':scope > summary') ?? there;
  if (focused === there) there.tabIndex = -1;
  focused.focus({ preventScroll: true });
};
addEventListener('hashchange', () => reveal(location.hash.slice(1)));
document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[href^="#"]');
  if (link !== null) setTimeout(reveal, 0, link.hash.slice(1));
});

// Copy
const equip = (root) => {
  for (const figure of all('figure.paste', root)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const block = figure.querySelector('pre');
      try {
        await navigator.clipboard.writeText(block.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(block);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    figure.querySelector('figcaption').append(button);
  }
};

// Filter and sort the table
const FEW = 200;
const directory = (table, form) => {
  const bodies = [...table.tBodies].map((body) => [...body.rows].map((row) => ({ row, text: undefined })));
  const { text, verdict, code } = form.elements;
  const output = form.querySelector('output');
  const more = document.createElement('button');
  let most = FEW;
  more.type = 'button';
  more.textContent = 'Show all';
  more.addEventListener('click', () => { most = Infinity; apply(); });
  output.after(more);
  const codes = new Set(bodies.flat().map(({ row }) => row.dataset.code));
  for (const one of [...codes].sort()) code.append(new Option(one, one));
  const apply = () => {
    const wanted = words(text.value);
    let found = 0;
    let shown = 0;
    for (const rows of bodies) {
      let inBody = 0;
      for (const one of rows) {
        const { row } = one;
        let hit = (verdict.value === '' || row.dataset.verdict === verdict.value) && (code.value === '' || row.dataset.code === code.value);
        if (hit && wanted.length > 0) {
          one.text ??= (row.textContent + ' ' + row.dataset.also).toLowerCase();
          hit = wanted.every((word) => one.text.includes(word));
        }
        if (hit) { found += 1; inBody += 1; }
        const visible = hit && inBody <= most;
        if (visible) shown += 1;
        if (row.hidden === visible) row.hidden = !visible;
      }
    }
    output.textContent = (shown < found ? number(shown) + ' of ' : '') + number(found) + (found === 1 ? ' row' : ' rows');
    more.hidden = shown === found;
  };
  const narrow = () => { most = FEW; apply(); };
  form.addEventListener('input', narrow);
  form.addEventListener('submit', (event) => event.preventDefault());
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const turn = head.ariaSort === 'ascending' ? -1 : 1;
      for (const one of table.tHead.rows[0].cells) one.removeAttribute('aria-sort');
      head.ariaSort = turn === 1 ? 'ascending' : 'descending';
      bodies.forEach((rows, at) => {
        const keys = new Map(rows.map((one) => [one, one.row.cells[column].textContent]));
        rows.sort((a, b) => turn * compare(keys.get(a), keys.get(b)));
        table.tBodies[at].append(...rows.map(({ row }) => row));
      });
      apply();
    });
  });
  form.hidden = false;
  apply();
  table.classList.add('ready');
  return (every) => { most = every ? Infinity : FEW; apply(); };
};

// Search the lines
const MOST_LINES = 500;
const lineSearch = (form) => {
  const parts = all('details.part');
  const output = form.querySelector('output');
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  const search = () => {
    const wanted = words(form.elements.text.value);
    const escaped = wanted.map((word) => word.replace(/[&<>"']/g, (sign) => entities[sign]));
    let found = 0;
    for (const part of parts) {
      const held = part.querySelector(':scope > noscript');
      if (held !== null && wanted.length > 0) {
        const text = held.textContent.toLowerCase();
        if (escaped.every((word) => text.includes(word))) fill(part);
      }
      let here = 0;
      for (const line of all('li', part)) {
        const text = line.textContent.toLowerCase();
        const hit = wanted.every((word) => text.includes(word));
        if (hit) { found += 1; here += 1; }
        line.hidden = !hit || (wanted.length > 0 && found > MOST_LINES);
      }
      part.hidden = wanted.length > 0 && here === 0;
      if (wanted.length > 0 && here > 0) part.open = true;
    }
    output.textContent = wanted.length === 0 ? '' : number(found) + (found === 1 ? ' line' : ' lines') + (found > MOST_LINES ? ', the first ' + MOST_LINES + ' are shown' : '');
  };
  let waiting;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
};

equip(document);
const [table] = all('table.directory');
const showRows = table === undefined ? () => {} : directory(table, table.parentElement.querySelector('form'));
all('form[data-lines]').forEach(lineSearch);

// Paper shows everything
let opened = [];
addEventListener('beforeprint', () => {
  opened = [];
  // What is parsed now may hold more that is shut.
  for (let shut = all('details:not([open])'); shut.length > 0; shut = all('details:not([open])')) {
    for (const one of shut) { fill(one); one.open = true; }
    opened.push(...shut);
  }
  showRows(true);
});
addEventListener('afterprint', () => {
  for (const one of opened) one.open = false;
  showRows(false);
});
reveal(location.hash.slice(1));
})();
`;
