// What the page does: takes files, asks the worker, shows what it answers. It sends nothing anywhere.
import { createAnalyzer } from './analyzer.js';
import { droppedFiles } from './dropped-files.js';
import type { NamedFile, Question, Told } from './messages.js';

/** An element of the page by its id, which is of this class. */
function partOf<E extends HTMLElement>(Class: new () => E, id: string): E {
  const found = document.getElementById(id);
  if (!(found instanceof Class)) throw new Error(`The page has no ${id}`);
  return found;
}

const part = (id: string): HTMLElement => partOf(HTMLElement, id);

const [ask, working, result] = [part('ask'), part('working'), part('result')];
const picker = partOf(HTMLInputElement, 'files');
const redact = partOf(HTMLInputElement, 'redact');
const analyse = partOf(HTMLButtonElement, 'analyse');
const clear = part('clear');
const [status, warnings] = [part('status'), part('warnings')];
const progress = partOf(HTMLProgressElement, 'progress');
const frame = partOf(HTMLIFrameElement, 'report');

const chosen = new Map<string, NamedFile>();
const addresses: string[] = [];
let total = 0;

const analyzer = createAnalyzer(part('worker').textContent, (told) => {
  if (told.tell === 'warning') warnings.append(item(told.sentence));
  else progress.value = total === 0 ? 1 : Math.min(1, told.bytes / total);
});

function item(text: string): HTMLLIElement {
  const element = document.createElement('li');
  element.textContent = text;
  return element;
}

function choose(files: readonly NamedFile[]): void {
  for (const file of files) chosen.set(file.name, file);
  showChosen();
}

function showChosen(): void {
  const files = [...chosen.values()];
  part('chosen').replaceChildren(...files.map(({ name, data }) => item(`${name}, ${sizeOf(data.size)}`)));
  analyse.disabled = files.length === 0;
  clear.hidden = files.length === 0;
}

function sizeOf(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Asks, and says how it went; undefined where there is nothing to show. */
async function answered(question: Question, doing: string): Promise<Told | Blob | undefined> {
  say(doing);
  working.hidden = false;
  analyse.disabled = true;
  // One thing at a time.
  result.inert = true;
  const answer = await analyzer.ask(question);
  working.hidden = true;
  result.inert = false;
  showChosen();
  if (answer === undefined) say('Cancelled.');
  else if (answer.tell === 'failure') say([`${answer.message}.`, ...answer.suggestions].join(' '), true);
  else if (answer.tell === 'report') return answer.report;
  else if (answer.tell === 'file') return answer.file;
  return undefined;
}

function say(sentence: string, isFailure = false): void {
  status.textContent = sentence;
  status.classList.toggle('failure', isFailure);
}

async function report(): Promise<void> {
  forget();
  const files = [...chosen.values()];
  total = files.reduce((sum, { data }) => sum + data.size, 0);
  // Each of them is read more than once to be redacted: the bar then counts each reading.
  const told = await answered({ ask: 'report', files, isRedacted: redact.checked }, 'Reading the captures.');
  if (told === undefined || told instanceof Blob) return;
  const page = await answered({ ask: 'print', format: 'html' }, 'Writing the report.');
  if (!(page instanceof Blob)) return;
  say('');
  show(told, page);
}

function show({ verdict, summary, copies, sentence }: Told, page: Blob): void {
  result.hidden = false;
  result.dataset['verdict'] = verdict;
  part('verdict').textContent = verdict.toUpperCase();
  part('summary').textContent = summary;
  part('replaced').textContent = sentence;
  frame.src = addressOf(new Blob([page], { type: 'text/html;charset=utf-8' }));
  part('copies').replaceChildren(...copies.map(saveCopy));
  part('verdict').focus();
}

function saveCopy({ name, data }: NamedFile): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = `Redacted: ${name}`;
  button.addEventListener('click', () => {
    save(data, name.replaceAll('/', '_'));
  });
  return button;
}

function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  addresses.push(address);
  return address;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = addressOf(blob);
  link.download = name;
  link.click();
}

/** Nothing of an earlier analysis stays. */
function forget(): void {
  result.hidden = true;
  frame.removeAttribute('src');
  warnings.replaceChildren();
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address);
  progress.value = 0;
  say('');
}

const ENDINGS = { html: 'html', markdown: 'md', text: 'txt', json: 'json' } as const;

async function saveReport(format: keyof typeof ENDINGS): Promise<void> {
  const file = await answered({ ask: 'print', format }, 'Writing the report.');
  if (!(file instanceof Blob)) return;
  say('');
  save(file, `fgtrace.${ENDINGS[format]}`);
}

async function saveEvidence(): Promise<void> {
  const file = await answered({ ask: 'evidence' }, 'Looking for the fewest lines.');
  if (!(file instanceof Blob)) return;
  say('');
  save(file, 'evidence.txt');
}

ask.addEventListener('submit', (event) => {
  event.preventDefault();
  void report();
});
picker.addEventListener('change', () => {
  choose([...(picker.files ?? [])].map((data) => ({ name: data.name, data })));
  picker.value = '';
});
clear.addEventListener('click', () => {
  analyzer.stop();
  chosen.clear();
  forget();
  showChosen();
  picker.focus();
});
part('cancel').addEventListener('click', () => {
  analyzer.stop();
});
part('saves').addEventListener('click', ({ target }) => {
  const { format } = (target as HTMLElement).dataset;
  if (format !== undefined) void saveReport(format as keyof typeof ENDINGS);
});
part('evidence').addEventListener('click', () => {
  void saveEvidence();
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('over');
});
addEventListener('dragleave', ({ relatedTarget }) => {
  if (relatedTarget === null) document.body.classList.remove('over');
});
addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('over');
  if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer).then(choose);
});
