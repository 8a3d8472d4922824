package dev.sonde.report;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import dev.sonde.table.Thresholds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A suite did not pass; an {@link AssertionError}, so that it fails a test of any framework.
 *
 * <p>A notebook shows its {@link #rows} as a table.
 */
public final class NotPassedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private static final Map<String, String> SIGNS = Map.of("gte", "≥", "lte", "≤", "gt", ">", "lt", "<");

    private final transient List<Row> rows;

    private NotPassedError(String message, List<Row> rows) {
        super(message);
        this.rows = rows;
    }

    /**
     * A probe that keeps a suite from passing.
     *
     * @param probe its name
     * @param verdict what it concludes
     * @param expected its thresholds, such as {@code mean ≥ 0.02}; empty when it has none
     * @param actual what it measured; a dash when it measured nothing
     * @param unit of both; may be empty
     * @param reason in one or two sentences
     */
    public record Row(String probe, Verdict verdict, String expected, String actual, String unit, String reason) {}

    /**
     * Does nothing if the suite passed.
     *
     * @throws NotPassedError if it did not: see {@link SuiteResult#passed()}
     */
    public static void requirePassed(SuiteResult result) {
        if (!result.passed()) {
            throw of(result);
        }
    }

    private static NotPassedError of(SuiteResult result) {
        var thresholds = Thresholds.of(result.suiteYaml()).perProbe();
        List<Row> rows = result.probes().stream()
                .filter(probe -> keeps(probe, result))
                .map(probe -> row(probe, thresholds.getOrDefault(probe.name(), Map.of())))
                .toList();
        String why = result.complete()
                ? "%d of %d %s"
                        .formatted(
                                rows.size(),
                                result.probes().size(),
                                result.probes().size() == 1 ? "probe" : "probes")
                : "it was interrupted";
        String lines = rows.stream().map(NotPassedError::line).collect(Collectors.joining());
        return new NotPassedError("Suite '%s' did not pass: %s%s".formatted(result.title(), why, lines), rows);
    }

    // where nothing failed and yet nothing passed, what was skipped is the reason
    private static boolean keeps(ProbeResult<?> probe, SuiteResult result) {
        boolean failed =
                switch (probe.verdict()) {
                    case FAIL, ERROR, INCONCLUSIVE -> true;
                    case PASS, WARN, SKIP -> false;
                };
        return failed || !result.measured() || !result.complete() && probe.verdict() == Verdict.SKIP;
    }

    private static Row row(ProbeResult<?> probe, Map<String, String> thresholds) {
        String expected = thresholds.entrySet().stream()
                .map(entry -> words(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return new Row(
                probe.name(), probe.verdict(), expected, Numbers.raw(probe.raw()), probe.unit(), probe.message());
    }

    /** {@code assert_mean_gte: 0.02} as {@code mean ≥ 0.02}. */
    private static String words(String key, String value) {
        String name = key.replaceFirst("^assert_", "");
        int last = name.lastIndexOf('_');
        String sign = last < 0 ? null : SIGNS.get(name.substring(last + 1));
        return sign == null
                ? name.replace('_', ' ') + " " + value
                : name.substring(0, last).replace('_', ' ') + " " + sign + " " + value;
    }

    private static String line(Row row) {
        String was = row.unit().isEmpty() ? row.actual() : row.actual() + " " + row.unit();
        return "\n  %s: %s%s, was %s. %s"
                .formatted(
                        row.probe(),
                        row.verdict().name().toLowerCase(Locale.ROOT),
                        row.expected().isEmpty() ? "" : ", expected " + row.expected(),
                        was,
                        row.reason());
    }

    /** The probes that keep the suite from passing, in suite order. */
    public List<Row> rows() {
        return rows;
    }
}
