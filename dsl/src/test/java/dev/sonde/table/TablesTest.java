package dev.sonde.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.AdapterReport;
import dev.sonde.report.Samples;
import dev.sonde.trace.TraceAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {

    @Test
    void a_probe_is_a_row_with_its_numbers() {
        Table table = ResultTables.probes(Samples.suite());

        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.row(0).getString("probe")).isEqualTo("drift");
        assertThat(table.row(0).getDouble("lower")).isEqualTo(0.08);
        assertThat(table.row(0).getInt("m")).isEqualTo(19);
        assertThat(table.row(0).getDouble("p")).isEqualTo(0.05);
    }

    @Test
    void what_was_not_measured_is_missing() {
        Table table = ResultTables.probes(List.of(Samples.skipped()));

        for (String column : List.of("raw", "unit", "lower", "upper", "z", "p", "m", "noise floor")) {
            assertThat(table.column(column).isMissing(0)).as(column).isTrue();
        }
        assertThat(table.toString()).doesNotContain("NaN");
    }

    @Test
    void a_null_test_without_spread_has_no_z() {
        var test = new dev.sonde.stats.NullTest(0.1, 1, 0.05, 0, 0, 0.5);
        var drift = Samples.drift();
        var result = new dev.sonde.probe.ProbeResult<>(
                "one null",
                drift.kind(),
                drift.verdict(),
                drift.raw(),
                drift.unit(),
                drift.interval(),
                java.util.Optional.of(test),
                drift.noiseFloor(),
                drift.score(),
                drift.message(),
                drift.evidence(),
                1);

        Table table = ResultTables.probes(List.of(result));

        assertThat(table.column("z").isMissing(0)).isTrue();
        assertThat(table.row(0).getDouble("p")).isEqualTo(0.5);
    }

    @Test
    void each_prompt_is_a_row() {
        Table table = ResultTables.perPrompt(Samples.suite());

        assertThat(table.stringColumn("prompt").asList()).containsExactly("The key insight is", "An important rule");
        assertThat(table.doubleColumn("value").asList()).containsExactly(0.15, 0.0968);
    }

    @Test
    void hit_rates_are_hits_over_lookups() {
        Table table = TraceTables.hitRates(Samples.suite().trace());

        assertThat(table.columnNames())
                .containsExactly("probe", "lookups", "hits", "misses", "hit rate", "tokens", "wall ms");
        assertThat(table.row(0).getDouble("hit rate")).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(table.row(0).getDouble("wall ms")).isCloseTo(11.5, within(1e-12));
    }

    @Test
    void a_trace_without_events_gives_empty_tables() {
        var nothing = TraceAnalysis.of(List.of(), 10);

        assertThat(TraceTables.hitRates(nothing).rowCount()).isZero();
        assertThat(TraceTables.slowest(nothing).rowCount()).isZero();
        assertThat(ResultTables.perPrompt(List.of()).rowCount()).isZero();
    }

    @Test
    void the_slowest_evaluation_comes_first() {
        Table table = TraceTables.slowest(Samples.suite().trace());

        assertThat(table.row(0).getString("view")).isEqualTo("base");
        assertThat(table.row(0).getDouble("wall ms")).isEqualTo(10.25);
    }

    @Test
    void a_module_shows_its_change_relative_to_its_weight() {
        var module = new AdapterReport.ModuleReport("model.layers.0.q_proj", "lora", 8, 2, 0.5, 10, false);
        var report = new AdapterReport("v3", "LORA", List.of(module), 2, 2, List.of(), List.of(), List.of());

        Table table = AdapterTable.modules(report);

        assertThat(table.row(0).getDouble("‖ΔW‖/‖W‖")).isEqualTo(0.05);
    }
}
