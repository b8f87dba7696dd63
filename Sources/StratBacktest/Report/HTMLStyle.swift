/// The looks of a report; light and dark follow the reader's system.
enum HTMLStyle {
  static let text = """
    :root { color-scheme: light dark; --ink: #1d2733; --dim: #66727f; --paper: #fff;
      --line: #e3e7ec; --own: #1765c1; --hold: #a3adb8; --fall: #c8433a; --good: #1b8a4b; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --dim: #93a0ae;
      --paper: #14191f; --line: #2a323b; --own: #63a8f5; --hold: #5f6b78; --fall: #e8756c;
      --good: #4fc17f; } .months td { color: #14191f; } }
    body { font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
      max-width: 1080px; margin: 2rem auto; padding: 0 1rem; }
    h1 { margin: 0; } h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
    .under, .key, .card span { color: var(--dim); }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
      gap: .5rem; margin-top: 1rem; }
    .card { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .7rem; }
    .card b { display: block; font-variant-numeric: tabular-nums; }
    svg { width: 100%; height: auto; display: block; }
    svg path { fill: none; stroke-width: 1.3; stroke-linejoin: round; }
    svg .grid { stroke: var(--line); } svg text { font-size: 11px; fill: var(--dim); }
    svg .value { text-anchor: end; dominant-baseline: middle; }
    svg .own { stroke: var(--own); } svg .hold { stroke: var(--hold); }
    svg .price { stroke: var(--ink); stroke-width: 1; }
    svg .fall { fill: var(--fall); fill-opacity: .35; stroke: var(--fall); }
    svg .enter { fill: var(--good); } svg .leave { fill: var(--fall); }
    svg .line0 { stroke: #d9912b; } svg .line1 { stroke: #8d5bd1; } svg .line2 { stroke: #2b9fa8; }
    svg .line3 { stroke: #b85c9e; } svg .line4 { stroke: #7d8b2f; }
    .key span { margin-right: 1rem; } .key .own { color: var(--own); }
    .key .enter { color: var(--good); } .key .leave { color: var(--fall); }
    .key .line0 { color: #d9912b; } .key .line1 { color: #8d5bd1; } .key .line2 { color: #2b9fa8; }
    .key .line3 { color: #b85c9e; } .key .line4 { color: #7d8b2f; }
    table { border-collapse: collapse; font-size: 12px; display: block; overflow-x: auto;
      font-variant-numeric: tabular-nums; }
    th, td { padding: .2rem .55rem; border-bottom: 1px solid var(--line); text-align: right;
      white-space: nowrap; }
    th:first-child, td:first-child { text-align: left; }
    pre { background: color-mix(in srgb, var(--line) 45%, transparent); padding: .8rem;
      border-radius: 6px; overflow-x: auto; }
    """
}
