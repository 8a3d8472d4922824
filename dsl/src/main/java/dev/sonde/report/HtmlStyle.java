package dev.sonde.report;

/** The style sheets of the HTML report. Every rule but the page's own is bound to {@code .sonde-report}. */
final class HtmlStyle {

    /** A page of our own. */
    static final String PAGE = """
            body{margin:0;background:#fff;color:#24292f}
            .sonde-report{max-width:1080px;margin:0 auto;padding:28px 20px 60px}
            @media (prefers-color-scheme:dark){body{background:#15191f;color:#d8dee4}}
            @media print{body{background:#fff;color:#000}details{display:block}}
            """;

    /** The report, in the colours of whatever page it stands in. */
    static final String REPORT = """
            .sonde-report{font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;
              color:var(--jp-content-font-color1,inherit)}
            .sonde-report h1{font-size:24px;margin:0 0 12px}
            .sonde-report h2{font-size:17px;margin:28px 0 8px}
            .sonde-report dl{display:flex;flex-wrap:wrap;gap:6px 28px;margin:0}
            .sonde-report dl div{min-width:90px;max-width:100%}
            .sonde-report dt{font-size:12px;font-weight:400;opacity:.72}
            .sonde-report dd{margin:0;overflow-wrap:anywhere}
            .sonde-report .head dd{font-weight:600}
            .sonde-report .wide{overflow-x:auto}
            .sonde-report table{border-collapse:collapse;margin:4px 0;font-size:13px}
            .sonde-report th,.sonde-report td{padding:5px 10px;text-align:left;vertical-align:top;background:none;
              border:0;border-bottom:1px solid rgba(128,128,128,.28);color:inherit}
            .sonde-report th{font-weight:600;white-space:nowrap}
            .sonde-report .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            .sonde-report .noted td{border-bottom:0;padding-bottom:0}
            .sonde-report .note{padding-top:0;opacity:.85}
            .sonde-report .v{font-weight:600;white-space:nowrap}
            .sonde-report .v::before{content:'';display:inline-block;width:8px;height:8px;border-radius:50%;
              margin-right:6px;background:#868e96}
            .sonde-report .pass::before{background:#2a9d5c}.sonde-report .fail::before{background:#d9534f}
            .sonde-report .warn::before{background:#c17d00}.sonde-report .error::before{background:#a45cc7}
            .sonde-report .inconclusive::before{background:#5b7fdb}
            .sonde-report code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12px;
              white-space:pre-wrap;background:rgba(128,128,128,.14);border-radius:4px;padding:1px 4px;color:inherit}
            .sonde-report pre{background:rgba(128,128,128,.14);border-radius:6px;padding:10px 12px;overflow-x:auto;color:inherit}
            .sonde-report pre code{background:none;padding:0;white-space:pre}
            .sonde-report figure{margin:8px 0 8px -16px}
            .sonde-report details{margin:6px 0}.sonde-report summary{cursor:pointer}
            .sonde-report ul{margin:0;padding-left:20px}
            .sonde-report footer{margin-top:32px;font-size:12px;opacity:.8;font-variant-numeric:tabular-nums}
            """;

    private HtmlStyle() {}
}
