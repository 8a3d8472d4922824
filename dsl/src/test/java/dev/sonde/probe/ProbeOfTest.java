package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.score.Completion;
import dev.sonde.suite.Model;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.trace.HitRate;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A probe in one function, as a Java user writes it. */
class ProbeOfTest {

    record OtherWord(String name, List<String> prompts) implements ProbeSpec {}

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void the_mean_over_prompts_is_the_raw_value_and_wilson_the_interval_of_a_share() {
        answer("a", 0.9, 0.1).answer(View.FINE_TUNED, "a", 0.1, 0.9);
        answer("b", 0.9, 0.1).answer(View.FINE_TUNED, "b", 0.8, 0.2);

        var result = run(otherWord(), "a", "b").probe("words");

        assertThat(result.raw()).hasValue(0.5);
        // Wilson, 1 of 2, z = 1.96: centre 1/2, half 1.96 sqrt(1/8 + 0.2401) / (1 + 1.9208) = 0.40547
        assertThat(result.interval().orElseThrow().lower()).isCloseTo(0.09453, within(1e-4));
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.evidence().orElseThrow().perPrompt())
                .extracting(PromptValue::prompt, PromptValue::value)
                .containsExactly(tuple("a", 1.0), tuple("b", 0.0));
    }

    @Test
    void what_it_asks_first_is_computed_in_advance_and_nothing_else_is() {
        var result = run(otherWord(), "a", "b");

        assertThat(result.statistics().unusedPrefetches()).isZero();
        assertThat(hits(result)).isEqualTo(4);
    }

    @Test
    void a_second_question_may_depend_on_the_first() {
        var result = run(
                (spec, views) -> {
                    views.nextTokens(spec.prompts());
                    return views.ask(spec.prompts(), prompt -> new Operation.CompletionLogProb(prompt, " so"))
                            .values((Completion base, Completion tuned) -> tuned.logProb() - base.logProb())
                            .effect("Gain", "nats", 0);
                },
                "a");

        assertThat(result.probe("words").raw()).isPresent();
        assertThat(hits(result)).isEqualTo(2); // the next tokens; the completions are asked where they are needed
    }

    @Test
    void harm_passes_only_where_the_whole_interval_is_within_the_margin() {
        var result = run(
                (spec, views) -> views.nextTokens(spec.prompts())
                        .values((base, tuned) -> spec.prompts().size())
                        .harm("Harm", "nats", 4),
                "a",
                "b",
                "c",
                "d");

        assertThat(result.probe("words").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_value_that_is_no_number_is_an_error_that_names_the_prompt() {
        var result = run(
                (spec, views) -> views.nextTokens(spec.prompts())
                        .values((base, tuned) -> Double.NaN)
                        .effect("x", "y", 0),
                "a");

        assertThat(result.probe("words").verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.probe("words").message())
                .isEqualTo("IllegalArgumentException: Prompt 'a' has the value NaN, which is not a finite number");
    }

    @Test
    void no_prompt_at_all_is_an_error() {
        assertThat(run(otherWord()).probe("words").message())
                .isEqualTo("IllegalArgumentException: Probe 'words' needs at least one prompt");
    }

    @Test
    void a_catch_of_the_function_does_not_stand_in_the_way_of_planning() {
        var result = run(
                (spec, views) -> {
                    try {
                        return otherWord().measure(spec, views);
                    } catch (CancellationException cancelled) {
                        throw cancelled;
                    } catch (Exception swallowed) {
                        throw new IllegalStateException("planning went through here", swallowed);
                    }
                },
                "a");

        assertThat(result.probe("words").raw()).isPresent();
        assertThat(hits(result)).isEqualTo(2);
    }

    @Test
    void a_model_without_an_adapter_skips_it() {
        backend.without(Capability.FINE_TUNED);

        assertThat(run(otherWord(), "a").probe("words").verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void a_record_without_annotations_is_read_from_a_file() {
        register(otherWord());
        var suite = suite("a", "b");

        var read = SuiteYaml.parse(SuiteYaml.write(suite), "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);

        assertThat(read.entries()).isEqualTo(suite.entries());
    }

    private static ProbeFunction<OtherWord> otherWord() {
        return (spec, views) -> views.nextTokens(spec.prompts())
                .values((base, tuned) -> base.best() == tuned.best() ? 0 : 1)
                .effect("Share of other first words", "of the prompts", 0.2);
    }

    private DummyBackend answer(String prompt, double... base) {
        return backend.answer(View.BASE, prompt, base);
    }

    private SuiteResult run(ProbeFunction<OtherWord> function, String... prompts) {
        register(function);
        return Runner.run(suite(prompts), Model.of(backend), RunOptions.DEFAULT);
    }

    /** Questions of the probe itself that were known already when it asked. */
    private static long hits(SuiteResult result) {
        return result.trace().perProbe().stream()
                .filter(row -> row.key().equals("words"))
                .mapToLong(HitRate::hits)
                .sum();
    }

    private static void register(ProbeFunction<OtherWord> function) {
        ProbeRegistry.shared().register(Probe.of("other_word_of_a_test", OtherWord.class, function));
    }

    private static Suite suite(String... prompts) {
        return Suite.of("Own", 7, List.of(new OtherWord("words", List.of(prompts))));
    }
}
