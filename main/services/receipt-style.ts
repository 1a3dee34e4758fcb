/** The receipt's looks: a sheet of paper on any screen, ink on paper when printed. */
export const receiptStyle = `
:root { color-scheme: light dark; --paper: #fffdf8; --ink: #22251f; --quiet: #63675c; --line: #d9d5c7; --desk: #efece3;
  --seal: #2f6b4f; --seal-soft: #e4efe7; --warn: #8a4b08; --warn-soft: #fbeedd; }
@media (prefers-color-scheme: dark) { :root { --paper: #1d201c; --ink: #ecebe3; --quiet: #a5a99d; --line: #3a3e37; --desk: #121411;
  --seal: #8fcfae; --seal-soft: #22332a; --warn: #f0b56e; --warn-soft: #3a2c19; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2.5rem 1rem; background: var(--desk); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 54rem; margin: 0 auto; background: var(--paper); border: 1px solid var(--line); border-radius: 4px;
  padding: clamp(1.25rem, 5vw, 4rem); box-shadow: 0 1px 3px rgb(0 0 0 / 12%), 0 16px 40px rgb(0 0 0 / 8%); }
h1, h2, .verdict { font-family: "Iowan Old Style", Palatino, "Palatino Linotype", Georgia, "DejaVu Serif", serif; font-weight: 600; text-wrap: balance; }
h1 { font-size: 1.05rem; letter-spacing: .16em; text-transform: uppercase; color: var(--quiet); text-align: center; margin: 0; }
h2 { font-size: 1.3rem; margin: 2.75rem 0 .75rem; }
.verdict { font-size: clamp(1.7rem, 5vw, 2.5rem); line-height: 1.2; text-align: center; margin: 1.25rem 0 .5rem; color: var(--seal); }
.warn .verdict { color: var(--warn); }
.seal { display: block; width: 5.5rem; height: 5.5rem; margin: 1.75rem auto 0; color: var(--seal); }
.warn .seal { color: var(--warn); }
.lead { text-align: center; color: var(--quiet); margin: 0 auto; max-width: 38rem; text-wrap: balance; }
.ends { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: .5rem 1.25rem; margin: 2rem 0; padding: 1.25rem 0;
  border-top: 3px double var(--line); border-bottom: 3px double var(--line); text-align: center; }
.ends > div { min-width: 0; overflow-wrap: anywhere; }
.ends small, dt { display: block; color: var(--quiet); font-size: .85rem; font-weight: 400; }
.ends strong { font-size: 1.1rem; }
.ends .arrow { font-size: 1.5rem; color: var(--quiet); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1px; margin: 0; padding: 1px; }
dl > div { padding: .8rem 1rem; box-shadow: 0 0 0 1px var(--line); }
dd { margin: 0; font-size: 1.45rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; font-size: .85rem; border-bottom-width: 2px; overflow-wrap: normal; }
td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:nth-child(-n+2) { min-width: 8.5rem; }
tfoot td { font-weight: 600; border-bottom: 0; }
td small { display: block; color: var(--quiet); }
.exceptions li { padding: .9rem 1rem; margin: 0 0 .75rem; background: var(--warn-soft); border-inline-start: 4px solid var(--warn); overflow-wrap: anywhere; }
.exceptions, .plain { list-style: none; padding: 0; margin: 0; }
.exceptions p { margin: .15rem 0; }
.exceptions .facts { color: var(--quiet); font-size: .9rem; }
blockquote { margin: .4rem 0 0; padding: 0; font: .88rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
.plain li { padding: .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 3px double var(--line); color: var(--quiet); font-size: .88rem; }
@page { margin: 16mm; }
@media print { :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --desk: #fff; --seal: #1f5a3f; --warn: #7a3f00; --warn-soft: #fff; color-scheme: light; }
  body { padding: 0; font-size: 10pt; } main { border: 0; box-shadow: none; padding: 0; max-width: none; }
  tr, li, dl > div { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; } tfoot { display: table-row-group; } th, td { padding: .35rem .4rem; } .scroll { overflow: visible; } }
`;
