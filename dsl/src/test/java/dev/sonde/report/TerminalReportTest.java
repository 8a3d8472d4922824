package dev.sonde.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.plot.Xml;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalReportTest {

    private final String report = TerminalReport.of(Samples.suite(), false);

    @Test
    void fits_a_hundred_columns() {
        String longText = "a message that goes on and on, ".repeat(20);
        ProbeResult<?> wordy =
                ProbeResult.without("name".repeat(30), "k".repeat(60), Verdict.ERROR, longText + "x".repeat(300));
        String wide = TerminalReport.of(Samples.suite("t".repeat(250), List.of(Samples.drift(), wordy)), false);

        assertThat(wide.lines()).allMatch(line -> line.length() <= 100);
        assertThat(report.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void shows_a_probe_with_its_numbers_and_below_it_what_they_mean() {
        assertThat(report.lines().filter(line -> line.contains("delta_kl")).findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).contains("pass", "0.71", "0.123 nats", "[0.080, 0.170]", "0.050"));
        assertThat(report)
                .contains("+5.67σ (m=19)", "\n    adj. p 0.100; noise floor 3.1e-07; wall 0.41s\n")
                .contains("\n    Mean divergence 0.123 nats is above 0.020.\n");
        assertThat(report.strip()).endsWith("cache: 5/6 = 83% | batches: 1 (avg=1.0) | wall: 1.23s | sonde 0.1.0");
    }

    @Test
    void is_colourless_unless_asked_for() {
        assertThat(report).doesNotContain("\u001b");
        assertThat(TerminalReport.of(Samples.suite(), true))
                .contains("\u001b[32mpass")
                .contains("\u001b[0m");
    }

    @Test
    void text_cannot_move_the_cursor() {
        String evil = "\u001b[2J\u001b]0;title\u0007hello\r\nworld\u202e";
        ProbeResult<?> probe = ProbeResult.without(evil, evil, Verdict.FAIL, evil);

        String shown = TerminalReport.of(Samples.evil(evil, List.of(probe)), false);

        assertThat(shown).contains("hello world").doesNotContainPattern("[\\p{Cc}\\u202e&&[^\\n]]");
    }

    @Test
    void junit_has_a_case_per_probe_and_counts_inconclusive_as_failed() throws Exception {
        var root = Xml.parse(JUnitReport.of(Samples.suite())).getDocumentElement();

        assertThat(root.getAttribute("tests")).isEqualTo("3");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getAttribute("skipped")).isEqualTo("1");
        assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    }

    @Test
    void junit_stays_well_formed_with_any_text() throws Exception {
        String evil = "<a>&\"'\u0000\u001b]]>\n\uffff";
        ProbeResult<?> probe = ProbeResult.without(evil, evil, Verdict.ERROR, evil);

        assertThat(Xml.parse(JUnitReport.of(Samples.evil(evil, List.of(probe))))
                        .getElementsByTagName("error")
                        .getLength())
                .isEqualTo(1);
    }
}
