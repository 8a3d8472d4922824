package dev.sonde.report;

import dev.sonde.plot.Markup;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.SuiteResult;
import java.util.List;
import java.util.Locale;

/**
 * A run as JUnit XML, for CI: one test case per probe. An inconclusive probe is a failure, as in {@link
 * SuiteResult#passed()}; a warning passes and says so in its output.
 */
public final class JUnitReport {
    private JUnitReport() {}

    /** The report of a run. */
    public static String of(SuiteResult result) {
        var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"");
        out.append(attribute(result.title())).append('"');
        count(out, "tests", result, List.of(Verdict.values()));
        count(out, "failures", result, List.of(Verdict.FAIL, Verdict.INCONCLUSIVE));
        count(out, "errors", result, List.of(Verdict.ERROR));
        count(out, "skipped", result, List.of(Verdict.SKIP));
        out.append(" time=\"").append(seconds(result.wallMillis())).append("\">\n");
        properties(out, result);
        result.probes().forEach(probe -> testcase(out, probe));
        return out.append("</testsuite>\n").toString();
    }

    private static void count(StringBuilder out, String name, SuiteResult result, List<Verdict> verdicts) {
        long count = result.probes().stream()
                .filter(probe -> verdicts.contains(probe.verdict()))
                .count();
        out.append(' ').append(name).append("=\"").append(count).append('"');
    }

    private static void properties(StringBuilder out, SuiteResult result) {
        out.append("<properties>\n");
        ReportModel.of(result).header().forEach(fact -> out.append("<property name=\"")
                .append(attribute(fact.label().toLowerCase(Locale.ROOT)))
                .append("\" value=\"")
                .append(attribute(fact.value()))
                .append("\"/>\n"));
        out.append("</properties>\n");
    }

    private static void testcase(StringBuilder out, ProbeResult<?> probe) {
        out.append("<testcase classname=\"")
                .append(attribute(probe.kind()))
                .append("\" name=\"")
                .append(attribute(probe.name()))
                .append("\" time=\"")
                .append(seconds(probe.wallMillis()))
                .append("\">\n");
        String message = attribute(probe.message());
        switch (probe.verdict()) {
            case FAIL ->
                out.append("<failure type=\"fail\" message=\"").append(message).append("\"/>\n");
            case INCONCLUSIVE ->
                out.append("<failure type=\"inconclusive\" message=\"")
                        .append(message)
                        .append("\"/>\n");
            case ERROR -> out.append("<error message=\"").append(message).append("\"/>\n");
            case SKIP -> out.append("<skipped message=\"").append(message).append("\"/>\n");
            case WARN -> out.append("<system-out>warning: ").append(message).append("</system-out>\n");
            case PASS -> out.append("<system-out>").append(message).append("</system-out>\n");
        }
        out.append("</testcase>\n");
    }

    private static String attribute(String text) {
        return Markup.escape(PlainText.oneLine(text));
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000);
    }
}
