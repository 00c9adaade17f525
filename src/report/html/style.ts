import { LADDER_CSS } from '../ladder/svg.js';

/** Light and dark, from 380 pixels to wide screens, and on paper. Its hash in policy.ts belongs to exactly this text. */
export const STYLE = `${LADDER_CSS}
:root { color-scheme: light dark;
  --page: #f5f6f8; --card: #fff; --ink: #1b1f24; --soft: #56606c; --rule: #d8dee4; --link: #0b57d0; --code: #f0f2f5; --here: #fff3bf;
  --paper: var(--card); --quiet: var(--soft); --bad: var(--failed); --unit: var(--flow);
  --failed: #a3201a; --failed-back: #fde8e6; --worked: #17642f; --worked-back: #e2f3e6;
  --inconclusive: #744a00; --inconclusive-back: #fdf0cf; --unused: #4b5563; --unused-back: #e9ecf0;
  --wad: #6f42c1; --flow: #0b6bcb; --sniffer: #0f766e; --session: #9a3412; --config: #56606c; }
@media (prefers-color-scheme: dark) { :root {
  --page: #0e1217; --card: #171c23; --ink: #e6e9ee; --soft: #a3adb9; --rule: #2d3540; --link: #8ab4f8; --code: #0e1217; --here: #4a3f0a;
  --failed: #ffb4ab; --failed-back: #4c1613; --worked: #8fdba6; --worked-back: #113a20;
  --inconclusive: #f3cf7a; --inconclusive-back: #40310a; --unused: #c5ccd6; --unused-back: #2b323c;
  --wad: #b79cf0; --flow: #7db7f5; --sniffer: #5fd0c5; --session: #f0a27e; --config: #a3adb9; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 1440px; margin: 0 auto; padding: 0 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; padding-top: .5rem; }
header p { margin: .25rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: .25rem 0; }
footer { color: var(--soft); padding-bottom: 2rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
section { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; margin: 1rem 0; padding: 1rem 1.25rem; }
h1 { font-size: 1.2rem; line-height: 1.45; margin: 0 0 .5rem; font-weight: 600; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
h3, h4 { font-size: .95rem; margin: 0; }
p { margin: .4rem 0; max-width: 90ch; }
ul, ol { margin: .25rem 0; padding-left: 1.25rem; }
code, pre, .at { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
small { color: var(--soft); font-size: .86em; }
td small { display: block; }
.verdict { border-left: 6px solid; }
section.failed { border-left-color: var(--failed); } section.worked { border-left-color: var(--worked); }
section.inconclusive { border-left-color: var(--inconclusive); }
.badge { display: inline-block; padding: 0 .5em; border-radius: 4px; font-size: .82em; font-weight: 600; line-height: 1.6; white-space: nowrap; }
h1 .badge { font-size: 1em; margin-right: .35em; }
.badge.failed { color: var(--failed); background: var(--failed-back); } .badge.worked { color: var(--worked); background: var(--worked-back); }
.badge.inconclusive { color: var(--inconclusive); background: var(--inconclusive-back); } .badge.unused { color: var(--unused); background: var(--unused-back); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .75rem 0 0; }
dt { color: var(--soft); } dd { margin: 0; } dd ul { margin: 0; padding-left: 1.1rem; }
.paste { margin: .75rem 0; border: 1px solid var(--rule); border-radius: 6px; overflow: hidden; }
.paste figcaption { display: flex; gap: 1rem; justify-content: space-between; align-items: center; padding: .3rem .75rem; border-bottom: 1px solid var(--rule); color: var(--soft); font-size: .9em; }
pre { margin: 0; padding: .6rem .75rem; background: var(--code); white-space: pre-wrap; }
button, input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 5px; padding: .2rem .6rem; min-height: 1.9rem; }
button { flex: none; white-space: nowrap; cursor: pointer; color: var(--link); }
.lines { list-style: none; padding: 0; }
.lines li { margin: .2rem 0; }
.lines code, .raw code { white-space: pre-wrap; }
.at { color: var(--soft); margin-right: .5em; } a.at { color: var(--link); }
.finding { margin: .75rem 0; padding-top: .75rem; border-top: 1px solid var(--rule); }
.finding .finding { margin-left: 1rem; padding-left: .75rem; border-top: 0; border-left: 2px solid var(--rule); }
h2 + .finding { border-top: 0; padding-top: 0; margin-top: 0; }
.overview { margin: 0; }
.lane { display: grid; grid-template-columns: 10.5rem 1fr; gap: .75rem; align-items: center; margin: .3rem 0; font-size: .92em; }
.lane span { text-align: right; }
.lane svg { width: 100%; height: 26px; background: var(--code); border-radius: 3px; display: block; }
.wad { fill: var(--wad); } .flow { fill: var(--flow); } .sniffer { fill: var(--sniffer); } .session { fill: var(--session); } .config { fill: var(--config); }
svg.failed { fill: var(--failed); } svg.worked { fill: var(--worked); } svg.inconclusive { fill: var(--inconclusive); } svg.unused { fill: var(--unused); }
.ticks { display: flex; justify-content: space-between; margin-left: 11.25rem; color: var(--soft); font-size: .86em; }
figcaption { color: var(--soft); }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0 .75rem; }
.filter[hidden] { display: none; }
.filter label { display: flex; gap: .5rem; align-items: center; max-width: 100%; min-width: 0; white-space: nowrap; }
.filter input { width: 18rem; max-width: 100%; min-width: 0; } .filter select { max-width: 16rem; min-width: 0; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--rule); }
thead th { border-top: 0; color: var(--soft); font-weight: 600; white-space: nowrap; }
thead th button { border: 0; background: none; padding: 0; font-weight: 600; color: inherit; }
[aria-sort=ascending] button::after { content: ' \\25B2' / ''; } [aria-sort=descending] button::after { content: ' \\25BC' / ''; }
.directory th, .stages tbody th { white-space: nowrap; font-weight: 600; }
.directory code, .directory td:nth-child(n+5) { white-space: nowrap; }
/* Rows that the script is about to hide are not laid out before it runs: thousands of them take seconds. */
@media (scripting: enabled) { .directory:not(.ready) tbody tr:nth-child(n+201) { display: none; } }
.stages .lines { margin: 0; } .stages .lines li:first-child { margin-top: 0; }
.timeline td:not(:nth-child(4)) { white-space: nowrap; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: .5rem 2.5rem; align-items: start; }
.counts td, .counts thead th:nth-child(n+2) { text-align: right; white-space: nowrap; } .counts tbody th { font-weight: 500; }
details { border-top: 1px solid var(--rule); padding: .35rem 0; }
summary { cursor: pointer; padding: .15rem 0; }
div.ladder { display: grid; grid-template-columns: 440px minmax(0, 1fr); gap: 0 1rem; margin: .75rem 0; }
div.ladder ol { list-style: none; margin: 58px 0 0; padding: 0; }
div.ladder li { height: 32px; display: flex; align-items: center; font-size: .93em; }
div.ladder .from { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; line-height: 15px; }
div.ladder .from code, div.ladder .from .at { font-size: 11.5px; line-height: 15px; }
div.ladder .broken { background: var(--failed-back); }
div.ladder .words { display: none; }
div.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.5rem; margin: .5rem 0 .75rem; }
div.pair { --mark: var(--inconclusive-back); }
tr.parting { background: var(--inconclusive-back); } tr.parting th::before { content: '\\25B6  ' / ''; }
.story .body { padding: .25rem 0 .5rem 1.1rem; }
.raw { list-style: none; padding: 0; } .raw li { padding: .2rem .25rem; border-top: 1px dotted var(--rule); scroll-margin: 5rem; }
.here { background: var(--here); } section .here > h2 { background: none; } h1.here, h2.here { background: none; }
@media (max-width: 1000px) {
  div.ladder { grid-template-columns: minmax(0, 1fr); }
  div.ladder ol { margin: .5rem 0 0; }
  div.ladder li { height: auto; display: block; padding: .2rem 0; }
  div.ladder .from { display: inline; }
  div.ladder .words { display: inline; font-weight: 600; }
}
@media (max-width: 700px) {
  div.pair { grid-template-columns: minmax(0, 1fr); }
  body { font-size: 14.5px; }
  header, main, footer { padding-left: .6rem; padding-right: .6rem; } section { padding: .75rem .8rem; }
  .facts { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  .lane { grid-template-columns: 1fr; gap: 0; } .lane span { text-align: left; } .ticks { margin-left: 0; }
  .filter label, .filter input, .filter select { flex: 1 1 100%; max-width: none; }
  .directory tr, .timeline tbody tr, .stages tbody tr { display: grid; gap: 0 .75rem; border-top: 1px solid var(--rule); padding: .35rem 0; }
  .directory tr[hidden] { display: none; }
  .directory th, .directory td, .timeline td, .stages tbody th, .stages td { border: 0; padding: 0; }
  .directory tr { grid-template-columns: 3.5rem 1fr; } .directory td:nth-child(n+3) { grid-column: 2; }
  .directory code, .directory td:nth-child(5), .timeline td:not(:nth-child(4)) { white-space: normal; }
  .directory td:nth-child(n+6) { display: none; } .directory td:nth-child(5) { color: var(--soft); }
  .tickets tr { grid-template-columns: minmax(0, 1fr); } .tickets td:nth-child(n+3) { grid-column: 1; }
  .directory thead tr { display: flex; flex-wrap: wrap; gap: 0 1rem; border: 0; }
  .directory thead th:nth-child(n+6) { display: none; }
  .timeline thead, .stages thead { display: none; }
  .timeline tbody tr { grid-template-columns: max-content max-content 1fr; } .timeline td:nth-child(n+4) { grid-column: 1 / -1; }
  .stages tbody tr { grid-template-columns: 1fr max-content; } .stages td:last-child { grid-column: 1 / -1; }
  .both tbody tr { grid-template-columns: 1fr 1fr; } .both tbody th { grid-column: 1 / -1; } .both td:last-child { grid-column: auto; }
  .both td::before { content: attr(data-side) " "; font-size: .8em; }
  .story .body { padding-left: 0; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --link: #000; --code: #f5f5f5; --here: #fff;
    --failed: #a3201a; --failed-back: #fde8e6; --worked: #17642f; --worked-back: #e2f3e6;
    --inconclusive: #744a00; --inconclusive-back: #fdf0cf; --unused: #4b5563; --unused-back: #e9ecf0;
    --wad: #6f42c1; --flow: #0b6bcb; --sniffer: #0f766e; --session: #9a3412; --config: #56606c; }
  body { font-size: 10pt; }
  header, main, footer { max-width: none; padding: 0; }
  section { border: 0; border-radius: 0; padding: 0; } section.verdict { border-left: 6px solid; padding-left: .75rem; }
  nav, .filter, button, .again { display: none !important; }
  thead th button { display: inline !important; }
  a { text-decoration: none; }
  details::details-content { content-visibility: visible; display: block; }
  tr, .lines li, .raw li, .paste { break-inside: avoid; } h2, h3, h4, summary { break-after: avoid; }
  svg, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
