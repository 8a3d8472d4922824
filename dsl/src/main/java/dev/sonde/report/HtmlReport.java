package dev.sonde.report;

import static java.util.stream.Collectors.joining;

import dev.sonde.plot.Markup;
import dev.sonde.plot.PlotlyScript;
import dev.sonde.suite.SuiteResult;

/** A report as HTML: one file that needs nothing from a network and reads on light and dark. */
public final class HtmlReport {

    /** Nothing from a network and nothing sent to one, no forms, no scripts. */
    private static final String SECURITY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; img-src data:";

    /** The page's own scripts too, and the pictures that Plotly makes for saving; still no network and no eval. */
    private static final String SECURITY_WITH_SCRIPTS = SECURITY + " blob:; script-src 'unsafe-inline'";

    private HtmlReport() {}

    /** The report of a run with static figures; a few tens of kB. */
    public static String of(SuiteResult result) {
        return of(ReportModel.of(result));
    }

    /** The report of a run with figures to explore; 0.9 MB larger. */
    public static String interactive(SuiteResult result) {
        return page(ReportModel.of(result), PlotlyScript.html(), true);
    }

    /** Writes {@code report} with static figures. */
    public static String of(ReportModel report) {
        return page(report, "", false);
    }

    /** The report as an element to embed in a page, such as a notebook; figures become interactive if Plotly is there. */
    public static String fragment(SuiteResult result) {
        return fragment(ReportModel.of(result), true);
    }

    private static String page(ReportModel report, String scripts, boolean interactive) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\""
                + (interactive ? SECURITY_WITH_SCRIPTS : SECURITY) + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
                + Markup.escape(PlainText.oneLine(report.title()))
                + "</title>\n<style>\n" + HtmlStyle.PAGE + "</style>\n" + scripts + "</head>\n<body>\n"
                + fragment(report, interactive) + "</body>\n</html>\n";
    }

    private static String fragment(ReportModel report, boolean interactive) {
        var blocks = new HtmlBlocks(interactive);
        var out = new StringBuilder("<div class=\"sonde-report\">\n<style>\n")
                .append(HtmlStyle.REPORT)
                .append("</style>\n<h1>")
                .append(Markup.escape(PlainText.oneLine(report.title())))
                .append("</h1>\n<dl class=\"head\">")
                .append(report.header().stream().map(HtmlBlocks::fact).collect(joining()))
                .append("</dl>\n");
        for (ReportModel.Section section : report.sections()) {
            out.append("<section>\n<h2>").append(Markup.escape(section.title())).append("</h2>\n");
            section.blocks().forEach(block -> out.append(blocks.html(block)));
            out.append("</section>\n");
        }
        return out.append("<footer>")
                .append(Markup.escape(PlainText.oneLine(report.footer())))
                .append("</footer>\n</div>\n")
                .toString();
    }
}
