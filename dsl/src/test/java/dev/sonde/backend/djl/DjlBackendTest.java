package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendContract;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TopKDistribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DjlBackendTest extends BackendContract {

    private static final List<String> PROMPTS =
            List.of("The", "The capital of France is", "Wind, rain, sun, fog.", "A book has 365 pages and no end", "x");
    private static final List<View> VIEWS =
            List.of(View.BASE, View.FINE_TUNED, new View.Scaled(0.5), new View.Scaled(-1), nullView(17), nullView(18));

    private static DjlBackend backend;

    @BeforeAll
    static void open() {
        backend = DjlBackend.open(
                GoldenFolder.model("llama3"),
                Optional.of(GoldenFolder.model("llama3").resolve("adapters/patterns")),
                "auto");
    }

    @AfterAll
    static void close() {
        backend.close();
        backend.close();
    }

    @Override
    protected double tolerance() {
        return 2e-5; // of a random model whose improbable tokens are at -20
    }

    @Override
    protected ScoringBackend backend() {
        return backend;
    }

    private static Evaluation<TokenDistribution> next(View view, String prompt) {
        return new Evaluation<>(view, Operation.NextToken.full(prompt));
    }

    @Test
    void strength_zero_is_the_base_model_bit_for_bit() {
        for (String prompt : PROMPTS) {
            var outcomes = backend.evaluate(List.of(next(View.BASE, prompt)));
            var scaled = backend.evaluate(List.of(next(new View.Scaled(0), prompt)));

            assertThat(logProbs(scaled.get(0))).isEqualTo(logProbs(outcomes.get(0)));
        }
    }

    @Test
    void a_base_row_is_the_same_bit_for_bit_whether_its_batch_mates_have_an_adapter_or_not() {
        var alone = backend.evaluate(List.of(next(View.BASE, "The capital"), next(View.BASE, "The capitol")));
        var mixed = backend.evaluate(List.of(next(View.BASE, "The capital"), next(View.FINE_TUNED, "The capitol")));

        assertThat(logProbs(mixed.get(0))).isEqualTo(logProbs(alone.get(0)));
    }

    @Test
    void strength_one_is_the_fine_tuned_model() {
        var outcomes = backend.evaluate(List.of(next(View.FINE_TUNED, "The"), next(new View.Scaled(1), "The")));

        assertThat(logProbs(outcomes.get(1))).isEqualTo(logProbs(outcomes.get(0)));
        assertThat(largestDifference(
                        outcomes.get(0),
                        backend.evaluate(List.of(next(View.BASE, "The"))).get(0)))
                .isGreaterThan(1e-2f);
    }

    @Test
    void a_batch_of_all_views_answers_like_each_evaluation_alone_in_any_order() {
        List<Evaluation<?>> mixed = new ArrayList<>();
        VIEWS.forEach(view -> PROMPTS.forEach(prompt -> mixed.add(next(view, prompt))));
        Collections.shuffle(mixed, new Random(5));

        var together = backend.evaluate(mixed);

        for (int i = 0; i < mixed.size(); i++) {
            var alone = backend.evaluate(List.of(mixed.get(i))).get(0);
            assertThat(largestDifference(together.get(i), alone))
                    .as("%s", mixed.get(i))
                    .isLessThan(1e-5f);
        }
    }

    @Test
    void a_repetition_is_measured_anew_and_differs_by_rounding_only() {
        var evaluations = new ArrayList<Evaluation<?>>();
        PROMPTS.forEach(prompt -> evaluations.add(next(View.FINE_TUNED, prompt)));
        PROMPTS.forEach(prompt -> evaluations.add(next(new View.Repeated(View.FINE_TUNED, 1), prompt)));

        var outcomes = backend.evaluate(evaluations);

        float largest = 0;
        for (int i = 0; i < PROMPTS.size(); i++) {
            largest = Math.max(largest, largestDifference(outcomes.get(i), outcomes.get(i + PROMPTS.size())));
        }
        assertThat(largest).isBetween(1e-9f, 1e-4f);
    }

    @Test
    void the_op_pack_and_its_composed_twin_answer_alike() {
        List<Evaluation<?>> mixed = new ArrayList<>();
        VIEWS.forEach(view -> PROMPTS.forEach(prompt -> mixed.add(next(view, prompt))));
        var adapter = Optional.of(GoldenFolder.model("llama3").resolve("adapters/patterns"));

        try (var composed = DjlBackend.open(GoldenFolder.model("llama3"), adapter, "cpu", false)) {
            var packed = backend.evaluate(mixed);
            var twins = composed.evaluate(mixed);
            for (int i = 0; i < mixed.size(); i++) {
                assertThat(largestDifference(packed.get(i), twins.get(i))).isLessThan(2e-5f);
            }
        }
    }

    @Test
    void two_null_adapters_of_one_seed_are_equal_and_of_two_seeds_are_not() {
        var outcomes = backend.evaluate(List.of(next(nullView(3), "The"), next(nullView(4), "The")));
        var again = backend.evaluate(List.of(next(nullView(3), "The")));

        assertThat(largestDifference(outcomes.get(0), again.get(0))).isLessThan(1e-5f);
        assertThat(largestDifference(outcomes.get(0), outcomes.get(1))).isGreaterThan(1e-3f);
    }

    @Test
    void the_best_tokens_and_their_tail_agree_with_the_whole_distribution() {
        var full = (FullDistribution) score(next(View.BASE, "The"));
        var best = (TopKDistribution) score(new Evaluation<>(View.BASE, new Operation.NextToken("The", 5)));

        assertThat(best.top()).isEqualTo(full.top(5));
        double mass = full.top(5).stream()
                .mapToDouble(token -> Math.exp(token.logProb()))
                .sum();
        assertThat(best.tailMass().orElseThrow()).isCloseTo(1 - mass, within(1e-6));
    }

    @Test
    void a_completion_scores_what_the_rolling_text_scores_behind_the_prompt() {
        String text = "The capital of France is Paris";
        var rolling = (RollingLogProbs) score(new Evaluation<>(View.FINE_TUNED, new Operation.RollingLogProb(text)));
        var completion = (dev.sonde.score.Completion) score(new Evaluation<>(
                View.FINE_TUNED, new Operation.CompletionLogProb("The capital of France is", " Paris")));

        int scored = completion.tokens().size();
        int all = rolling.tokens().size();
        assertThat(completion.promptTokens() + scored).isEqualTo(all + 1);
        for (int i = 0; i < scored; i++) { // the head sees more rows at once for the rolling text
            var behind = rolling.tokens().get(all - scored + i);
            assertThat(behind.tokenId()).isEqualTo(completion.tokens().get(i).tokenId());
            assertThat(behind.logProb()).isCloseTo(completion.tokens().get(i).logProb(), within(1e-5));
        }
    }

    @Test
    void a_text_longer_than_the_context_is_refused_with_both_numbers() {
        var outcome =
                backend.evaluate(List.of(next(View.BASE, "word ".repeat(300)))).get(0);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failure.class, failure -> {
            assertThat(failure.error().code()).isEqualTo("prompt-too-long");
            assertThat(failure.error())
                    .hasMessageMatching("The text has \\d+ tokens, but the model's context holds 256.*");
        });
    }

    @Test
    void an_interrupted_thread_stops_before_the_next_batch() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> backend.evaluate(List.of(next(View.BASE, "The"))));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void the_card_tells_models_and_adapters_apart_by_content() {
        try (var base = DjlBackend.open(GoldenFolder.model("llama3"), Optional.empty(), "cpu")) {
            assertThat(base.card().id()).isNotEqualTo(backend.card().id());
            assertThat(base.card().content())
                    .containsKeys("weights", "config", "tokenizer", "dtype", "device", "engine");
            assertThat(base.adapterReport().type()).isEqualTo("none");
            assertThat(base.evaluate(List.of(next(View.FINE_TUNED, "The"))).get(0))
                    .isInstanceOfSatisfying(
                            Outcome.Failure.class,
                            failure -> assertThat(failure.error().code()).isEqualTo("capability-missing"));
        }
    }

    @Test
    void a_gpu_that_is_not_there_is_an_error_with_advice() {
        var source = new ModelSource(
                "hf",
                GoldenFolder.model("llama3").toString(),
                Optional.empty(),
                "auto",
                "cuda",
                java.nio.file.Path.of(""));
        org.junit.jupiter.api.Assumptions.assumeTrue(
                ai.djl.engine.Engine.getEngine("PyTorch").getGpuCount() == 0);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> BackendProvider.load(source))
                .withMessageContaining("PYTORCH_FLAVOR=cu128")
                .satisfies(error -> assertThat(error.code()).isEqualTo("no-gpu"));
    }

    @Test
    void many_passes_leave_nothing_behind_in_the_weights() {
        // the weights' managers are capped: an array that would stay there is an exception
        for (int i = 0; i < 20; i++) {
            var outcomes = backend.evaluate(List.of(next(View.FINE_TUNED, "word ".repeat(i + 1))));

            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Answer.class);
        }
    }

    private static View nullView(long seed) {
        return new View.NullAdapter(NullRecipe.MATCHED_NORM, seed);
    }

    private static dev.sonde.score.Score score(Evaluation<?> evaluation) {
        return ((Outcome.Answer) backend.evaluate(List.of(evaluation)).get(0)).score();
    }

    private static float[] logProbs(Outcome outcome) {
        return ((FullDistribution) ((Outcome.Answer) outcome).score()).logProbs();
    }

    private static float largestDifference(Outcome one, Outcome other) {
        float[] a = logProbs(one);
        float[] b = logProbs(other);
        float largest = 0;
        for (int i = 0; i < a.length; i++) {
            // relative for the improbable tokens of a random model, at -10 and below
            largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(a[i])));
        }
        return largest;
    }
}
