package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class SuiteContentTest {

    private static final SuiteResult RESULT = run();

    /** One probe each that warns, fails and stays open. */
    private static SuiteResult run() {
        var backend = DummyBackend.create();
        for (String prompt : new String[] {"a", "b", "c", "d", "e"}) {
            backend.answer(View.BASE, prompt, 1.0, 0.0).answer(View.FINE_TUNED, prompt, 0.5, 0.5);
        }
        return Runner.run(
                Suite.of(
                        "at a glance",
                        1,
                        List.of(
                                DeltaKlSpec.of("warns", "a", "b", "c", "d", "e"),
                                DeltaKlSpec.of("fails", "a", "b", "c", "d", "e").withAssertMeanGte(0.6),
                                DeltaKlSpec.of("stays open", "a"))),
                Model.of(backend));
    }

    @Test
    void says_each_probe_s_message_once_in_text_and_page() {
        Map<String, Object> bundle = SuiteContent.of(RESULT);
        String text = String.valueOf(bundle.get("text/plain"));
        String page = Jsoup.parse(String.valueOf(bundle.get("text/html"))).text();

        assertThat(RESULT.probes())
                .extracting(ProbeResult::verdict)
                .containsExactly(Verdict.WARN, Verdict.FAIL, Verdict.INCONCLUSIVE);
        assertThat(RESULT.probes()).allSatisfy(probe -> {
            assertThat(probe.message()).isNotEmpty();
            assertThat(text).containsOnlyOnce(probe.message());
            assertThat(page).containsOnlyOnce(probe.message());
        });
    }
}
