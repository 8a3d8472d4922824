package dev.sonde.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TopKDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every backend and every decorator keeps; extend it and name the backend. */
public abstract class BackendContract {
    private static final String PROMPT = "The bell of the weir is";

    /** The backend under test, fresh or shared; it is not closed here. */
    protected abstract ScoringBackend backend();

    /** How far equal questions may differ between batches, in nats: rounding, nothing else. */
    protected double tolerance() {
        return 1e-4;
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void answers_in_the_order_of_the_questions_with_the_announced_classes() {
        List<Evaluation<?>> mixed = mixed();

        List<Outcome> outcomes = backend().evaluate(mixed);

        assertThat(outcomes).hasSameSizeAs(mixed);
        for (int i = 0; i < mixed.size(); i++) {
            assertThat(score(outcomes.get(i)))
                    .isInstanceOf(mixed.get(i).operation().answers());
        }
    }

    @Test
    void answers_an_empty_list_with_an_empty_list() {
        assertThat(backend().evaluate(List.of())).isEmpty();
    }

    @Test
    void gives_each_token_of_the_vocabulary_a_probability() {
        assumeThat(backend().capabilities()).contains(Capability.FULL_DISTRIBUTION);

        var distribution = (FullDistribution) one(View.BASE, NextToken.full(PROMPT));

        double sum = 0;
        for (float logProb : distribution.logProbs()) {
            sum += Math.exp(logProb);
        }
        assertThat(distribution.vocabularySize()).isEqualTo(backend().card().vocabularySize());
        assertThat(sum).isCloseTo(1, within(1e-3));
    }

    @Test
    void names_the_best_k_tokens_of_the_full_distribution_and_the_mass_of_the_rest() {
        assumeThat(backend().capabilities()).contains(Capability.FULL_DISTRIBUTION);

        var full = (FullDistribution) one(View.BASE, NextToken.full(PROMPT));
        var best = (TopKDistribution) one(View.BASE, new NextToken(PROMPT, 3));

        assertThat(best.top())
                .extracting("tokenId")
                .isEqualTo(full.top(3).stream().map(token -> token.tokenId()).toList());
        double inside = full.top(3).stream()
                .mapToDouble(token -> Math.exp(token.logProb()))
                .sum();
        assertThat(best.tailMass().orElseThrow()).isCloseTo(1 - inside, within(1e-3));
    }

    @Test
    void gives_a_batch_the_same_answers_as_single_questions() {
        List<Evaluation<?>> mixed = mixed();

        List<Outcome> together = backend().evaluate(mixed);

        for (int i = 0; i < mixed.size(); i++) {
            Outcome alone = backend().evaluate(List.of(mixed.get(i))).get(0);
            assertThat(numbers(score(together.get(i))))
                    .usingElementComparator(this::compare)
                    .containsExactlyElementsOf(numbers(score(alone)));
        }
    }

    @Test
    void scores_a_completion_as_the_rolling_log_probabilities_of_the_whole_text_do() {
        var completion = (Completion) one(View.BASE, new CompletionLogProb(PROMPT, " called Oriel"));
        var rolling = (RollingLogProbs) one(View.BASE, new RollingLogProb(PROMPT + " called Oriel"));

        int scored = completion.tokens().size();
        var tail = rolling.tokens()
                .subList(rolling.tokens().size() - scored, rolling.tokens().size());
        assertThat(completion.tokens())
                .extracting("tokenId")
                .isEqualTo(tail.stream().map(token -> token.tokenId()).toList());
        assertThat(completion.logProb())
                .isCloseTo(tail.stream().mapToDouble(token -> token.logProb()).sum(), within(tolerance() * scored));
    }

    @Test
    void takes_lambda_0_for_base_and_lambda_1_for_fine_tuned() {
        assumeThat(backend().capabilities()).contains(Capability.SCALED, Capability.FINE_TUNED);

        assertSame(new View.Scaled(0), View.BASE);
        assertSame(new View.Scaled(1), View.FINE_TUNED);
    }

    @Test
    void repeats_a_measurement_up_to_rounding() {
        assumeThat(backend().capabilities()).contains(Capability.REPEATED);

        assertSame(new View.Repeated(View.BASE, 1), View.BASE);
    }

    @Test
    void draws_the_same_null_adapter_from_the_same_seed_and_another_from_another() {
        assumeThat(backend().capabilities()).contains(Capability.NULL_ADAPTER);
        var seventeen = new View.NullAdapter(NullRecipe.MATCHED_NORM, 17);

        assertSame(seventeen, seventeen);
        assertThat(numbers(one(seventeen, NextToken.full(PROMPT))))
                .isNotEqualTo(numbers(one(new View.NullAdapter(NullRecipe.MATCHED_NORM, 18), NextToken.full(PROMPT))));
    }

    @Test
    void writes_the_same_text_from_the_same_seed() {
        assumeThat(backend().capabilities()).contains(Capability.GENERATE);
        var sampled = new Generate(PROMPT, new GenerationParameters(5, 1.0, 0.9, 0, 3));

        assertThat(one(View.BASE, sampled)).isEqualTo(one(View.BASE, sampled));
    }

    @Test
    void fails_for_a_text_without_a_token_to_score_and_answers_the_rest_of_the_batch() {
        List<Outcome> outcomes = backend()
                .evaluate(List.of(
                        new Evaluation<>(View.BASE, new CompletionLogProb(PROMPT, "")),
                        new Evaluation<>(View.BASE, nextToken(PROMPT))));

        assertThat(((Outcome.Failure) outcomes.get(0)).error().code()).isEqualTo("nothing-to-score");
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void embeds_texts_as_points_of_one_space_or_says_that_it_cannot() {
        var here = new Evaluation<>(View.BASE, new Embed(PROMPT));
        var there = new Evaluation<>(View.BASE, new Embed("Nine gates"));

        List<Outcome> outcomes = backend().evaluate(List.of(here, there));

        if (backend().capabilities().contains(Capability.EMBED)) {
            var first = (Embedding) score(outcomes.get(0));
            var second = (Embedding) score(outcomes.get(1));
            assertThat(second.dimensions()).isEqualTo(first.dimensions());
            assertThat(second.vector()).isNotEqualTo(first.vector());
            assertThat(first.truncated()).isFalse();
        } else {
            assertThat(((Outcome.Failure) outcomes.get(0)).error().code()).isEqualTo("capability-missing");
        }
    }

    @Test
    void stops_when_the_thread_is_interrupted_and_leaves_the_flag_set() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> backend()
                        .evaluate(List.of(new Evaluation<>(
                                View.BASE, NextToken.full("A prompt that nobody has asked for before")))))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    /** As much of the distribution as the backend can give. */
    private NextToken nextToken(String prompt) {
        return backend().capabilities().contains(Capability.FULL_DISTRIBUTION)
                ? NextToken.full(prompt)
                : new NextToken(prompt, 8);
    }

    private void assertSame(View one, View other) {
        assertThat(numbers(one(one, nextToken(PROMPT))))
                .usingElementComparator(this::compare)
                .containsExactlyElementsOf(numbers(one(other, nextToken(PROMPT))));
    }

    private List<Evaluation<?>> mixed() {
        var mixed = new ArrayList<Evaluation<?>>();
        var views = new ArrayList<>(List.of(View.BASE));
        if (backend().capabilities().contains(Capability.FINE_TUNED)) {
            views.add(View.FINE_TUNED);
        }
        if (backend().capabilities().contains(Capability.SCALED)) {
            views.add(new View.Scaled(0.5));
        }
        for (View view : views) {
            mixed.add(new Evaluation<>(view, nextToken(PROMPT)));
            mixed.add(new Evaluation<>(view, nextToken("Once")));
            mixed.add(new Evaluation<>(view, new CompletionLogProb(PROMPT, " called Oriel")));
            mixed.add(new Evaluation<>(view, new RollingLogProb("There are nine gates in the weir")));
            if (backend().capabilities().contains(Capability.EMBED)) {
                mixed.add(new Evaluation<>(view, new Embed(PROMPT)));
                mixed.add(new Evaluation<>(view, new Embed("Once")));
            }
        }
        return mixed;
    }

    private Score one(View view, Operation<?> operation) {
        return score(
                backend().evaluate(List.of(new Evaluation<>(view, operation))).get(0));
    }

    private static Score score(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        return ((Outcome.Answer) outcome).score();
    }

    private int compare(double one, double other) {
        return Math.abs(one - other) <= tolerance() ? 0 : Double.compare(one, other);
    }

    private static List<Double> numbers(Score score) {
        var numbers = new ArrayList<Double>();
        if (score instanceof FullDistribution full) {
            for (float logProb : full.logProbs()) {
                numbers.add((double) logProb);
            }
        } else if (score instanceof TopKDistribution best) {
            best.top().forEach(token -> numbers.add(token.logProb()));
        } else if (score instanceof Completion completion) {
            completion.tokens().forEach(token -> numbers.add(token.logProb()));
        } else if (score instanceof RollingLogProbs rolling) {
            rolling.tokens().forEach(token -> numbers.add(token.logProb()));
        } else if (score instanceof Embedding embedding) {
            for (float coordinate : embedding.vector()) {
                numbers.add((double) coordinate);
            }
        }
        return numbers;
    }
}
