package dev.sonde.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private final String page = HtmlReport.of(Samples.suite());

    @Test
    void is_one_small_page_that_loads_nothing() {
        assertThat(page.length()).isLessThan(200_000);
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("src=\"")
                .doesNotContain("<link")
                .doesNotContain("<script");
    }

    @Test
    void holds_figures_data_method_environment_and_the_suite() {
        assertThat(page)
                .contains("<svg")
                .contains("<details><summary>drift: 2 prompts</summary>")
                .contains("<code> lattice</code>")
                .contains("bootstrap-t (1999 resamples, seed 7)")
                .contains("<dt>java</dt><dd>17.0.15</dd>")
                .contains("assert_mean_gte: 0.02")
                .contains("cache: 5/6 = 83%");
    }

    @Test
    void shows_a_probe_among_its_nulls() {
        var source = Samples.nulls("drift", List.of(0.01, 0.02, 0.2));

        assertThat(HtmlReport.of(Samples.suite("t", List.of(source, Samples.drift()))))
                .contains("The trained adapter among null adapters")
                .contains("1 of 3 null adapters reach it");
    }

    @Test
    void reads_on_light_and_dark() {
        assertThat(page).contains("prefers-color-scheme:dark").contains("name=\"color-scheme\"");
    }

    @Test
    void can_hold_the_library_once() {
        String interactive = HtmlReport.interactive(Samples.suite());

        assertThat(interactive.split("function\\(define,module,exports,require,MathJax\\)", -1).length)
                .isEqualTo(2);
    }

    @Test
    void no_field_can_bring_markup() {
        String evil = "<script>alert(1)</script><img src=x onerror=y>\"'&\u001b[31m\u0000";
        var d = Samples.drift();
        var probe = new ProbeResult<>(
                evil,
                evil,
                d.verdict(),
                d.raw(),
                evil,
                d.interval(),
                d.nullTest(),
                d.noiseFloor(),
                d.score(),
                evil,
                Optional.of(new Samples.Prompts(List.of(new PromptValue(evil, 1, evil, evil)))),
                1);

        String evilPage = HtmlReport.of(Samples.evil(evil, List.of(probe)));

        assertThat(evilPage)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("\u001b")
                .doesNotContain("\u0000");
        assertThat(evilPage.split("&lt;script&gt;", -1).length).isGreaterThan(12);
    }
}
