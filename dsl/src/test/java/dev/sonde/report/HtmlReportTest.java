package dev.sonde.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.plot.PlotlyScript;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import java.util.List;
import java.util.Locale;
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
    void allows_no_script_where_there_is_none_and_never_a_network_or_eval() {
        String interactive = policy(HtmlReport.interactive(Samples.suite()));

        assertThat(policy(page)).startsWith("default-src 'none'; ").doesNotContain("script-src");
        assertThat(interactive).startsWith("default-src 'none'; ").contains("script-src 'unsafe-inline'");
        for (String policy : List.of(policy(page), interactive)) {
            assertThat(policy)
                    .contains("base-uri 'none'", "form-action 'none'")
                    .doesNotContain("eval")
                    .doesNotContain("http")
                    .doesNotContain("*")
                    .doesNotContain("'self'");
        }
    }

    @Test
    void control_characters_reach_neither_the_text_nor_the_scripts() {
        String odd = "a\u0000b\u0007c\u001b[31md\u0085e\u009bf\u202eg\ud800h";
        var d = Samples.drift();
        var probe = new ProbeResult<>(
                odd,
                "delta_kl",
                d.verdict(),
                d.raw(),
                d.unit(),
                d.interval(),
                d.nullTest(),
                d.noiseFloor(),
                d.score(),
                odd,
                Optional.of(new Samples.Prompts(List.of(new PromptValue(odd, 1, odd, odd)))),
                1);

        String own = HtmlReport.interactive(Samples.evil(odd, List.of(probe))).replace(PlotlyScript.html(), "");

        assertThat(own).contains("abcdefgh").doesNotContainPattern("[\\p{Cc}\\p{Cs}\u202e&&[^\n]]");
        assertThat(own.toLowerCase(Locale.ROOT)).doesNotContain("\\u0000", "\\u001b", "&#0;", "&#133;");
    }

    private static String policy(String html) {
        String start = "Content-Security-Policy\" content=\"";
        int from = html.indexOf(start) + start.length();
        return html.substring(from, html.indexOf('"', from));
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
