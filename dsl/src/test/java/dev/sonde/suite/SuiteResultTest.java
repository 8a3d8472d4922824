package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.report.HtmlReport;
import dev.sonde.report.JUnitReport;
import dev.sonde.report.MarkdownReport;
import dev.sonde.report.TerminalReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuiteResultTest {

    @BeforeEach
    void register() {
        FirstTokenProbe.register();
    }

    @Test
    void a_suite_without_probes_has_not_passed() {
        assertThat(run().passed()).isFalse();
    }

    @Test
    void a_suite_of_which_everything_was_skipped_has_not_passed() {
        SuiteResult result = run(new SuiteEntry(DeltaKlSpec.of("drift", "a"), false, 1));

        assertThat(result.probe("drift").raw()).isEmpty();
        assertThat(result.passed()).isFalse();
    }

    @Test
    void null_adapters_alone_measure_nothing_of_the_adapter() {
        SuiteResult result = run(SuiteEntry.of(NullAdapterSpec.of("nulls")));

        assertThat(result.probes())
                .flatExtracting(probe -> probe.raw().stream().boxed().toList())
                .isEmpty();
        assertThat(result.passed()).isFalse();
    }

    @Test
    void one_probe_that_measured_and_passed_is_enough_beside_skipped_ones() {
        SuiteResult result = run(
                SuiteEntry.of(FirstTokenProbe.measuring("one", "Hi")),
                new SuiteEntry(DeltaKlSpec.of("drift", "a"), false, 1));

        assertThat(result.passed()).isTrue();
    }

    @Test
    void every_report_says_that_nothing_was_measured() {
        for (SuiteResult result : List.of(run(), run(new SuiteEntry(DeltaKlSpec.of("drift", "a"), false, 1)))) {
            assertThat(List.of(
                            HtmlReport.of(result),
                            MarkdownReport.of(result),
                            TerminalReport.of(result, false),
                            JUnitReport.of(result)))
                    .allSatisfy(
                            report -> assertThat(report).contains("not passed").contains("nothing was measured"));
        }
    }

    private static SuiteResult run(SuiteEntry... entries) {
        var suite = new Suite("s", Optional.empty(), SuiteDefaults.withSeed(0), List.of(entries));
        return Runner.run(suite, Model.of(DummyBackend.create()));
    }
}
