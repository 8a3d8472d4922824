package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.report.MarkdownReport;
import dev.sonde.stats.Power;
import dev.sonde.stats.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** "You need more prompts, or more null adapters": how many, and going on from there. */
class GrowingTest {

    private final DummyBackend backend = DummyBackend.create();
    private final Model model = Model.of(backend);
    private final DeltaKlSpec drift = DeltaKlSpec.of("drift", "a", "b", "c", "d");
    private final Suite suite =
            Suite.of("grows", 3, List.of(NullAdapterSpec.of("nulls").withRuns(19), drift));

    @Test
    void a_suite_with_more_null_adapters_and_prompts_computes_only_what_is_new() {
        Runner.run(suite, model);
        int before = backend.seen().size();

        var grown = suite.withNulls(21)
                .with(drift.withPrompts(List.of("a", "b", "c", "d", "e")))
                .nextLook();
        SuiteResult result = Runner.run(grown, model);

        // one prompt more under base, the adapter and 21 nulls, and four prompts under two nulls more
        assertThat(backend.seen()).doesNotHaveDuplicates().hasSize(before + 1 + 1 + 21 + 4 * 2);
        assertThat(result.probe("drift").nullTest().orElseThrow().nulls()).isEqualTo(21);
    }

    @Test
    void a_second_look_is_stamped_on_the_report_and_kept_in_the_file() {
        var second = suite.nextLook();

        var report = MarkdownReport.of(Runner.run(second, model));

        assertThat(report)
                .contains(
                        "look 2 at this suite, which was made larger after its results were seen: a p-value of 0.05 is "
                                + "up to 0.1 by now");
        assertThat(SuiteYaml.write(second)).contains("look: 2");
        var read = SuiteYaml.parse(SuiteYaml.write(second), "suite.yaml", Path.of(""), SuiteYaml.UnbuiltKinds.REFUSE);
        assertThat(read.defaults().look()).isEqualTo(2);
        assertThat(SuiteYaml.write(suite)).doesNotContain("look");
    }

    @Test
    void before_a_run_a_suite_says_what_its_numbers_can_show() {
        var prospect = Prospect.before(suite).get(0);

        assertThat(prospect.probe()).isEqualTo("drift");
        assertThat(prospect.detectable(prospect.observations()).orElseThrow())
                .isCloseTo(Power.detectable(4, 0.95, 0.8), within(1e-12));
        assertThat(prospect.nulls()).isEqualTo(19);
        assertThat(Prospect.before(suite.withNulls(3)).get(0).neededNulls()).hasValue(19);
    }

    @Test
    void after_a_run_it_says_it_in_the_unit_of_the_probe() {
        var result = Runner.run(suite, model);
        double[] shifts = result.probe("drift").evidence().orElseThrow().perPrompt().stream()
                .mapToDouble(prompt -> prompt.value())
                .toArray();

        var prospect = Prospect.after(result).get(0);

        assertThat(prospect.sd()).hasValue(Summary.of(shifts).sd());
        assertThat(prospect.unit()).isEqualTo("nats");
        assertThat(prospect.neededPrompts(prospect.detectable(9).orElseThrow() * 1.001))
                .isEqualTo(9);
        assertThat(MarkdownReport.of(result)).contains("## What more would show");
    }

    @Test
    void refuses_to_replace_what_is_not_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> suite.with(DeltaKlSpec.of("other", "a")))
                .withMessage("Suite 'grows' has no probe 'other' to replace; there are [nulls, drift]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Suite.of("none", 3, List.of(drift)).withNulls(39))
                .withMessage("Suite 'none' has no null_adapter to draw more from; add one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SuiteDefaults(0, 0, 0.6, Map.of(), Optional.empty(), 0))
                .withMessage("look counts from 1, was 0");
    }
}
