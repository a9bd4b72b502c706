/** Light or dark, following the system, and on paper. Text has a contrast of at least 4.5 to its background. */
export const style = `
:root { color-scheme: light dark; --ground: light-dark(#fff, #12171e); --text: light-dark(#18212e, #e6ebf2); --quiet: light-dark(#4c596b, #b3c0d0); --line: light-dark(#8390a1, #66748a); --ink: light-dark(#2552c4, #8fb2ff); --stripe: light-dark(#f4f6f9, #1b222c); }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
a { color: var(--ink); } a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; } .facts { color: var(--quiet); margin: 0; }
figure { margin: 1.25rem 0; } figcaption { font-weight: 600; margin-bottom: .5rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; min-width: 50%; }
th, td { padding: .3rem .75rem; text-align: left; border-bottom: 1px solid var(--line); } tbody tr:nth-child(even) { background: var(--stripe); }
.number { text-align: right; white-space: nowrap; } tbody th { font-weight: inherit; }
.chart { display: block; width: 100%; min-width: 34rem; font-size: 13px; margin-bottom: .75rem; } .chart text { fill: var(--text); }
.patterns { position: absolute; } .ink, .certain, .value { fill: var(--ink); } .paper { fill: var(--ground); }
.part, .possible { stroke: var(--ink); stroke-width: 1; } .axis { stroke: var(--line); } .interval { stroke: var(--ink); stroke-width: 3; }
summary { cursor: pointer; padding: .25rem 0; } .notes { color: var(--quiet); } .notes :target { background: var(--stripe); }
code { font-family: ui-monospace, Consolas, monospace; font-size: .95em; } sup a { padding: 0 .15rem; }
@media print { :root { color-scheme: light; } details > * { display: block; } }
`;
