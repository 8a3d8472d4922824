package dev.sonde.table;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Adjusted;
import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import dev.sonde.suite.SuiteResult;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Results of probes as tables. */
public final class ResultTables {
    private ResultTables() {}

    /** One row per probe: what it measured, with its interval, null test and noise floor. */
    public static Table probes(SuiteResult result) {
        return probes(result.probes());
    }

    /** As {@link #probes(SuiteResult)}, for a part of a suite. */
    public static Table probes(List<? extends ProbeResult<?>> results) {
        Table table = Table.create(
                "probes",
                StringColumn.create("probe"),
                StringColumn.create("kind"),
                StringColumn.create("verdict"),
                DoubleColumn.create("raw"),
                StringColumn.create("unit"),
                DoubleColumn.create("lower"),
                DoubleColumn.create("upper"),
                DoubleColumn.create("z"),
                DoubleColumn.create("p"),
                DoubleColumn.create("adjusted p"),
                IntColumn.create("m"),
                DoubleColumn.create("noise floor"),
                StringColumn.create("message"));
        results.forEach(result -> append(table, result));
        return table;
    }

    private static void append(Table table, ProbeResult<?> result) {
        text(table, "probe", result.name());
        text(table, "kind", result.kind());
        text(table, "verdict", result.verdict().name().toLowerCase(Locale.ROOT));
        number(table, "raw", result.raw());
        text(table, "unit", result.unit());
        number(
                table,
                "lower",
                result.interval().map(Interval::lower).map(OptionalDouble::of).orElse(NONE));
        number(
                table,
                "upper",
                result.interval().map(Interval::upper).map(OptionalDouble::of).orElse(NONE));
        number(
                table,
                "z",
                result.nullTest()
                        .filter(test -> test.nullSd() > 0)
                        .map(NullTest::z)
                        .map(OptionalDouble::of)
                        .orElse(NONE));
        number(
                table,
                "p",
                result.nullTest().map(NullTest::pValue).map(OptionalDouble::of).orElse(NONE));
        number(
                table,
                "adjusted p",
                result.nullTest()
                        .flatMap(NullTest::adjusted)
                        .map(Adjusted::pValue)
                        .map(OptionalDouble::of)
                        .orElse(NONE));
        IntColumn nulls = table.intColumn("m");
        result.nullTest().ifPresentOrElse(test -> nulls.append(test.nulls()), nulls::appendMissing);
        number(table, "noise floor", result.noiseFloor());
        text(table, "message", result.message());
    }

    /** One row per probe and prompt, for the probes that measure prompt by prompt. */
    public static Table perPrompt(SuiteResult result) {
        return perPrompt(result.probes());
    }

    /** As {@link #perPrompt(SuiteResult)}, for a part of a suite. */
    public static Table perPrompt(List<? extends ProbeResult<?>> results) {
        Table table = Table.create(
                "prompts",
                StringColumn.create("probe"),
                StringColumn.create("prompt"),
                DoubleColumn.create("value"),
                StringColumn.create("unit"),
                StringColumn.create("base"),
                StringColumn.create("tuned"));
        for (ProbeResult<?> result : results) {
            result.evidence()
                    .ifPresent(evidence -> evidence.perPrompt().forEach(value -> append(table, result, value)));
        }
        return table;
    }

    private static void append(Table table, ProbeResult<?> result, PromptValue value) {
        text(table, "probe", result.name());
        text(table, "prompt", value.prompt());
        number(table, "value", OptionalDouble.of(value.value()));
        text(table, "unit", result.unit());
        text(table, "base", value.base());
        text(table, "tuned", value.tuned());
    }

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static void text(Table table, String column, String value) {
        if (value.isEmpty()) {
            table.stringColumn(column).appendMissing();
        } else {
            table.stringColumn(column).append(value);
        }
    }

    private static void number(Table table, String column, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            table.doubleColumn(column).append(value.getAsDouble());
        } else {
            table.doubleColumn(column).appendMissing();
        }
    }
}
