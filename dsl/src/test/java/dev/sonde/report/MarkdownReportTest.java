package dev.sonde.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private final String report = MarkdownReport.of(Samples.suite());

    @Test
    void ends_with_how_the_cache_served_the_run() {
        assertThat(report.strip()).endsWith("cache: 5/6 = 83% | batches: 1 (avg=1.0) | wall: 1.23s | sonde 0.1.0");
    }

    @Test
    void shows_each_probe_with_unit_interval_p_and_z_with_its_m() {
        assertThat(report)
                .contains(
                        "| drift | `delta_kl` | pass | 0.71 | 0.123 nats | [0.080, 0.170]"
                                        .replace("[", "\\[")
                                        .replace("]", "\\]")
                                + " | 0.050 | +5.67σ (m=19) | 0.100 | 3.1e-07 | 0.41s | Mean divergence 0.123 nats is above 0.020. |")
                .contains("| later | `delta_kl` | skip | — | — | — | — | — | — | — | — | Disabled in the suite. |");
    }

    @Test
    void tells_the_method_the_thresholds_and_how_to_run_it_again() {
        assertThat(report)
                .contains("bootstrap-t (1999 resamples, seed 7) (drift)")
                .contains("Thresholds of drift: assert\\_mean\\_gte = 0.02.")
                .contains("Noise floor: the base model against itself")
                .contains("Adjusted p: all 3 calibrated probes meet the same null adapters")
                .contains("```yaml\nversion: 1\nsuite:");
    }

    @Test
    void an_empty_suite_says_that_nothing_ran_and_has_no_empty_section() {
        String empty = MarkdownReport.of(Samples.suite("empty", List.of()));

        assertThat(empty)
                .contains("**Result:** not passed: nothing was measured, the suite has no probes")
                .doesNotContain("## Probes")
                .doesNotContain("## Data");
    }

    @Test
    void text_cannot_leave_its_cell() {
        String evil = "a|b\n## x `y` <script>";
        ProbeResult<?> probe = ProbeResult.without(evil, evil, Verdict.ERROR, evil);

        String line = MarkdownReport.of(Samples.suite("t", List.of(probe)))
                .lines()
                .filter(row -> row.contains("error"))
                .filter(row -> row.startsWith("|"))
                .findFirst()
                .orElseThrow();

        assertThat(line).startsWith("| a\\|b \\#\\# x \\`y\\` \\<script\\> | ``a\\|b ## x `y` <script>`` | error |");
    }
}
