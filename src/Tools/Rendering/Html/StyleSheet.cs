namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>
/// The report's style: light, dark and printed. Colours of series differ in lightness too, and marks in shape, so that
/// nothing depends on telling hues apart. It holds no character that XML would escape.
/// </summary>
static class StyleSheet
{
    public const string Text = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f8; --surface: #ffffff; --text: #1b1f24; --muted: #59626c; --line: #dde1e5; --faint: #eef0f2;
          --spiking: #0a64a8; --conventional: #b8500b; --twin: #3d7a5f; --heat: #f2a33a; --won: #e8f1f9; --warn: #9a3412;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #121518; --surface: #1a1e22; --text: #e7e9eb; --muted: #a0a9b2; --line: #333a41; --faint: #23282d;
            --spiking: #63b3f3; --conventional: #f19a55; --twin: #78c9a6; --heat: #a65f08; --won: #1b2a38; --warn: #fdba74;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
        }
        main { max-width: 1180px; margin: 0 auto; padding: 40px 24px 64px; }
        header p.kicker { margin: 0; color: var(--muted); font-size: 14px; overflow-wrap: anywhere; }
        h1 { margin: 4px 0 16px; font-size: 30px; line-height: 1.2; letter-spacing: -0.015em; overflow-wrap: anywhere; }
        h2 { margin: 0 0 4px; font-size: 20px; line-height: 1.3; letter-spacing: -0.01em; }
        h3 { margin: 24px 0 4px; font-size: 15px; }
        p { margin: 8px 0; max-width: 76ch; }
        p.lead { font-size: 18px; line-height: 1.5; margin: 6px 0; max-width: 82ch; }
        p.about, figcaption { color: var(--muted); font-size: 14px; max-width: 84ch; }
        .warning { color: var(--warn); font-weight: 600; }
        section { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 22px 24px; margin-top: 20px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 14px; margin-top: 22px; }
        .tile { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px; }
        .tile .name { color: var(--muted); font-size: 13px; }
        .tile .figure { font-size: 26px; line-height: 1.25; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
        .tile .detail { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
        figure { margin: 14px 0 4px; }
        .scroll { overflow-x: auto; max-width: 100%; }
        .scroll:focus-visible { outline: 2px solid var(--spiking); outline-offset: 2px; }
        svg { display: block; max-width: 100%; height: auto; min-width: 620px; }
        svg.small { min-width: 0; }
        table { border-collapse: collapse; font-size: 14px; line-height: 1.4; margin: 12px 0 4px; min-width: 60%; }
        th, td { padding: 7px 9px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; text-align: left; }
        thead th { color: var(--muted); font-weight: 500; font-size: 13px; vertical-align: bottom; }
        tbody th { font-weight: 500; }
        tbody tr:last-child th, tbody tr:last-child td { border-bottom: none; }
        th.num, td.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: 6px; }
        td.text, th.text { min-width: 6em; overflow-wrap: break-word; }
        td small, th small { display: block; color: var(--muted); font-weight: 400; font-size: 13px; max-width: 52ch; }
        td.remark { border-top: 0; padding-top: 0; padding-left: 16px; white-space: normal; }
        td.remark small { max-width: 120ch; }
        td.num + td.text, th.num + th.text { padding-left: 12px; }
        .whole { white-space: nowrap; }
        .winner.spiking { color: var(--spiking); }
        .winner.conventional { color: var(--conventional); }
        .winner.undecided { color: var(--muted); }
        .gauge { width: 120px; height: 10px; margin-top: 5px; background: var(--line); border-radius: 5px; overflow: hidden; }
        .gauge .fill { height: 100%; background: var(--spiking); }
        .gauge .fill.near { background: var(--conventional); }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 8px 40px; }
        .columns table { width: 100%; }
        details { margin-top: 12px; }
        summary { cursor: pointer; font-size: 14px; color: var(--muted); }
        pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; background: var(--faint); border-radius: 6px; padding: 12px 14px; overflow-x: auto; font-size: 13px; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
        .hash { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 13px; overflow-wrap: anywhere; }
        ul { margin: 8px 0; padding-left: 22px; max-width: 84ch; }
        li { margin: 5px 0; overflow-wrap: anywhere; }
        footer { color: var(--muted); font-size: 13px; margin-top: 24px; }

        svg text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; fill: var(--text); font-variant-numeric: tabular-nums; }
        svg .middle { text-anchor: middle; }
        svg .end { text-anchor: end; }
        svg .tick { fill: var(--muted); font-size: 12px; }
        svg .label, svg .side { fill: var(--muted); }
        svg .group { font-weight: 600; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .axis { stroke: var(--muted); stroke-width: 1; }
        svg .leader { stroke: var(--muted); stroke-width: 1; fill: none; }
        svg .curve { stroke: var(--spiking); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
        svg .marker { fill: var(--surface); stroke: var(--spiking); stroke-width: 2; }
        svg .reference { stroke-width: 1.75; }
        svg .reference.trained { stroke: var(--conventional); stroke-dasharray: 7 4; }
        svg .reference.twin { stroke: var(--twin); stroke-dasharray: 2 4; }
        svg .ending { font-weight: 500; }
        svg .ending.spiking { fill: var(--spiking); }
        svg .ending.trained { fill: var(--conventional); }
        svg .ending.twin { fill: var(--twin); }
        svg .bar.total { fill: var(--spiking); }
        svg .bar.part { fill: var(--spiking); fill-opacity: 0.55; }
        svg .bar.device { fill: var(--conventional); fill-opacity: 0.85; }
        svg .hatch { fill: var(--muted); fill-opacity: 0.55; }
        svg .hatched { fill: url(#hatch); stroke: var(--muted); stroke-width: 0.75; stroke-dasharray: 3 3; }
        svg .won { fill: var(--won); }
        svg .equal { stroke: var(--text); stroke-width: 1.5; }
        svg .stem { stroke: var(--muted); stroke-width: 1.25; }
        svg .mark { stroke: var(--surface); stroke-width: 1.5; }
        svg .mark.spiking { fill: var(--spiking); }
        svg .mark.conventional { fill: var(--conventional); }
        svg .mark.undecided { fill: var(--surface); stroke: var(--muted); stroke-width: 2; }
        svg .mesh { fill: var(--surface); stroke: var(--line); stroke-width: 1; }
        svg .heat { fill: var(--heat); stroke: var(--line); stroke-width: 1; }
        svg .cell { font-size: 12px; }
        svg .spike { stroke: var(--spiking); fill: none; }
        svg .spike.shade1 { stroke-opacity: 0.4; }
        svg .spike.shade2 { stroke-opacity: 0.6; }
        svg .spike.shade3 { stroke-opacity: 0.8; }
        svg .link { stroke: var(--text); fill: none; }
        svg .core.used { fill: var(--text); stroke: var(--text); stroke-width: 1; }
        svg .core.free { fill: none; stroke: var(--muted); stroke-width: 1; }

        @media (max-width: 640px) {
          main { padding: 24px 14px 40px; }
          section { padding: 18px 16px; }
          h1 { font-size: 24px; }
          p.lead { font-size: 16px; }
          tbody th.text { min-width: 12em; }
          tbody td.text { min-width: 9em; }
          .columns { grid-template-columns: 1fr; }
        }
        @media print {
          :root { --page: #fff; --faint: #f4f4f4; }
          body { font-size: 11pt; }
          main { max-width: none; padding: 0; }
          section, .tile { border-color: #ccc; break-inside: avoid-page; }
          svg { min-width: 0; }
          table { font-size: 9pt; }
          .scroll { overflow: visible; }
          details:not([open]) { display: none; }
        }
        """;
}
