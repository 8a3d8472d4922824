package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenLogProb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What must hold of every model with every adapter, without knowing any expected number. */
final class Invariants {

    static final View NULL = new View.NullAdapter(NullRecipe.MATCHED_NORM, 7);
    private static final List<View> VIEWS = List.of(View.BASE, View.FINE_TUNED, new View.Scaled(0.5), NULL);

    private static final double TWINS = 5e-5; // of two implementations, each within 2.5e-5 of the true number

    private final Subject subject;
    private @Nullable DjlBackend opened;

    Invariants(Subject subject) {
        this.subject = subject;
    }

    private DjlBackend backend() {
        if (opened == null) {
            opened = subject.open();
        }
        return opened;
    }

    void close() {
        backend().close();
        opened = null;
    }

    void strength_zero_is_the_base_model_bit_for_bit() {
        List<double[]> base = numbers(questions(List.of(View.BASE)));
        List<double[]> zero = numbers(questions(List.of(new View.Scaled(0))));
        List<double[]> mixed = numbers(questions(List.of(View.FINE_TUNED, new View.Scaled(0), View.BASE)));

        equal(zero, base);
        int each = base.size();
        equal(mixed.subList(each, 2 * each), mixed.subList(2 * each, 3 * each));
    }

    void a_batch_answers_as_if_each_were_alone() {
        List<Evaluation<?>> asked = questions(VIEWS);
        List<double[]> together = numbers(asked);
        for (int i = 0; i < asked.size(); i++) {
            close(together.get(i), numbers(List.of(asked.get(i))).get(0));
        }
    }

    void longer_batch_mates_change_nothing() {
        for (View view : List.of(View.BASE, View.FINE_TUNED)) {
            Evaluation<?> own = next(view, subject.text(3, 1));
            List<double[]> some = numbers(List.of(own, rolling(view, subject.text(18, 2))));
            List<double[]> others = numbers(
                    List.of(rolling(View.FINE_TUNED, subject.text(18, 3)), own, next(view, subject.text(9, 4))));
            close(some.get(0), others.get(1));
        }
    }

    void the_order_of_requests_changes_nothing_bit_for_bit() {
        List<Evaluation<?>> asked = questions(VIEWS);
        List<double[]> numbers = numbers(asked);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(9));
        List<double[]> shuffled =
                numbers(order.stream().<Evaluation<?>>map(asked::get).toList());
        equal(shuffled, order.stream().map(numbers::get).toList());
    }

    void a_text_goes_on_where_its_prefix_ends() {
        if (!backend().model().sharesStarts()) {
            return; // by definition, the length of such a model's text turns all of its tokens
        }
        String text = subject.text(16, 5);
        int[] ids = backend().tokenizer().encode(text, TextForm.PLAIN);
        for (View view : VIEWS) {
            double[] whole = numbers(List.of(rolling(view, text))).get(0);
            for (int words : List.of(3, 12)) {
                String prefix = String.join(" ", Arrays.asList(text.split(" ")).subList(0, words));
                int[] start = backend().tokenizer().encode(prefix, TextForm.PLAIN);
                assertThat(start).as("a prefix of the tokens").isEqualTo(Arrays.copyOf(ids, start.length));
                double[] part = numbers(List.of(rolling(view, prefix))).get(0);
                double[] distribution = numbers(List.of(next(view, prefix))).get(0);
                close(part, Arrays.copyOf(whole, part.length));
                close(new double[] {distribution[ids[start.length]]}, new double[] {whole[start.length - 1]});
            }
        }
    }

    void endings_of_one_start_answer_as_if_each_were_alone() {
        String start = subject.text(14, 6);
        List<Evaluation<?>> asked = new ArrayList<>();
        for (View view : VIEWS) {
            for (int i = 0; i < 4; i++) {
                asked.add(new Evaluation<>(
                        view, new Operation.CompletionLogProb(start, " " + subject.text(2 + i, 10 + i))));
            }
            asked.add(next(view, start));
        }
        List<double[]> together = numbers(asked);
        for (int i = 0; i < asked.size(); i++) {
            close(together.get(i), numbers(List.of(asked.get(i))).get(0));
        }
    }

    void a_repetition_differs_by_rounding_only() {
        List<Evaluation<?>> asked = questions(VIEWS);
        List<double[]> first = numbers(asked);
        for (int occasion : List.of(1, 2)) {
            List<double[]> again = numbers(asked.stream()
                    .<Evaluation<?>>map(
                            one -> new Evaluation<>(new View.Repeated(one.view(), occasion), one.operation()))
                    .toList());
            for (int i = 0; i < asked.size(); i++) {
                close(again.get(i), first.get(i), TWINS);
            }
        }
    }

    void a_null_adapter_is_its_seed_and_changes_the_model() {
        Evaluation<?> asked = next(NULL, subject.text(6, 8));
        double[] drawn = numbers(List.of(asked)).get(0);
        try (DjlBackend other = subject.open()) {
            other.evaluate(List.of(next(new View.NullAdapter(NullRecipe.MATCHED_NORM, 8), "a")));
            assertThat(values(other.evaluate(List.of(asked)).get(0))).isEqualTo(drawn);
        }
        assertThat(drawn)
                .isNotEqualTo(
                        numbers(List.of(next(View.BASE, subject.text(6, 8)))).get(0));
    }

    /** Each token that is written with cached keys and values is the likeliest of a pass over the whole text. */
    void cached_decoding_writes_what_full_passes_would() {
        List<Evaluation<Generation>> asked = new ArrayList<>();
        for (View view : VIEWS) {
            for (int i = 0; i < 3; i++) {
                asked.add(new Evaluation<>(
                        view, new Operation.Generate(subject.text(3 + 8 * i, 20 + i), GenerationParameters.greedy(6))));
            }
        }
        List<Outcome> written = backend().evaluate(asked);
        int compared = 0;
        for (int i = 0; i < asked.size(); i++) {
            compared += new Recomputed(backend(), asked.get(i).view())
                    .compare(asked.get(i).operation().text(), (Generation) answer(written.get(i)));
        }
        assertThat(compared).isGreaterThan(asked.size());
    }

    private List<Evaluation<?>> questions(List<View> views) {
        List<Evaluation<?>> asked = new ArrayList<>();
        for (View view : views) {
            for (int i = 0; i < 3; i++) {
                asked.add(next(view, subject.text(1 + 6 * i, i)));
            }
            asked.add(rolling(view, subject.text(12, 30)));
        }
        return asked;
    }

    private static Evaluation<?> next(View view, String text) {
        return new Evaluation<>(view, Operation.NextToken.full(text));
    }

    private static Evaluation<?> rolling(View view, String text) {
        return new Evaluation<>(view, new Operation.RollingLogProb(text));
    }

    private List<double[]> numbers(List<Evaluation<?>> asked) {
        return backend().evaluate(asked).stream().map(Invariants::values).toList();
    }

    private static Score answer(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        return ((Outcome.Answer) outcome).score();
    }

    private static double[] values(Outcome outcome) {
        Score score = answer(outcome);
        if (score instanceof FullDistribution full) {
            double[] values = new double[full.vocabularySize()];
            Arrays.setAll(values, full::logProb);
            return values;
        }
        List<TokenLogProb> tokens =
                score instanceof Completion completion ? completion.tokens() : ((RollingLogProbs) score).tokens();
        return tokens.stream().mapToDouble(TokenLogProb::logProb).toArray();
    }

    private static void equal(List<double[]> found, List<double[]> wanted) {
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo(wanted.get(i));
        }
    }

    /**
     * Within 1e-5, or where the numbers are large, a relative 2.5e-6: these models are random and sharp, with
     * log-probabilities down to -20, and neighbouring fp32 logits of that size lie 1e-6 to 2e-6 apart.
     */
    private static void close(double[] found, double[] wanted) {
        close(found, wanted, 1e-5);
    }

    private static void close(double[] found, double[] wanted, double tolerance) {
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs(found[i] - wanted[i]);
            if (!(difference < tolerance * Math.max(1, Math.abs(wanted[i]) / 4))) {
                throw new AssertionError(found[i] + ", but alone " + wanted[i]);
            }
        }
    }
}
