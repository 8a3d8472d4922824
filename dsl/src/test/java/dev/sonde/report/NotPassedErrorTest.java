package dev.sonde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.SuiteResult;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NotPassedErrorTest {

    private static ProbeResult<?> failing() {
        var drift = Samples.drift();
        return new ProbeResult<>(
                drift.name(),
                drift.kind(),
                Verdict.FAIL,
                OptionalDouble.of(0.001),
                "nats",
                drift.interval(),
                drift.nullTest(),
                drift.noiseFloor(),
                drift.score(),
                "Mean divergence 0.001 nats is below 0.020.",
                drift.evidence(),
                1);
    }

    private static NotPassedError errorOf(SuiteResult result) {
        return catchThrowableOfType(NotPassedError.class, () -> NotPassedError.requirePassed(result));
    }

    @Test
    void says_nothing_of_a_suite_that_passed() {
        assertThatCode(() -> NotPassedError.requirePassed(Samples.suite("fine", List.of(Samples.drift()))))
                .doesNotThrowAnyException();
    }

    @Test
    void says_what_was_expected_and_what_was_measured() {
        assertThatThrownBy(
                        () -> NotPassedError.requirePassed(Samples.suite("doc", List.of(failing(), Samples.skipped()))))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "Suite 'doc' did not pass: 1 of 2 probes\n"
                                + "  drift: fail, expected mean ≥ 0.02, was 0.001 nats. Mean divergence 0.001 nats is below 0.020.");
    }

    @Test
    void counts_the_inconclusive_among_the_failures_and_leaves_out_what_passed() {
        assertThat(errorOf(Samples.suite()).rows())
                .containsExactly(new NotPassedError.Row(
                        "shape",
                        Verdict.INCONCLUSIVE,
                        "",
                        "0.980",
                        "R²",
                        "One prompt gives no interval; use at least 4."));
    }

    @Test
    void names_what_was_skipped_where_nothing_was_measured() {
        assertThat(errorOf(Samples.suite("empty", List.of(Samples.skipped()))).rows())
                .extracting(NotPassedError.Row::probe, NotPassedError.Row::actual)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("later", "—"));
    }
}
