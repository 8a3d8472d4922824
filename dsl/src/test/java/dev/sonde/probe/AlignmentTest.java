package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Test
    void best_tokens_keep_what_both_know_and_share_one_bucket() throws IOException {
        int checked = 0;
        for (JsonNode row : table()) {
            var p = distribution(row.get("logits_p"));
            var q = distribution(row.get("logits_q"));
            int k = row.get("k").asInt();

            assertThat(Divergence.JENSEN_SHANNON.of(p, q))
                    .isCloseTo(row.get("js_full").asDouble(), within(1e-6));
            assertThat(Divergence.KL_BASE_FINE_TUNED.of(p, q))
                    .isCloseTo(row.get("kl_pq_full").asDouble(), within(3e-6));
            assertThat(Divergence.JENSEN_SHANNON.of(best(p, k), best(q, k)))
                    .isCloseTo(row.get("js_bucket").asDouble(), within(1e-6));
            assertThat(Divergence.KL_BASE_FINE_TUNED.of(best(p, k), best(q, k)))
                    .isCloseTo(row.get("kl_pq_bucket").asDouble(), within(3e-6));
            checked++;
        }
        assertThat(checked).isEqualTo(4);
    }

    @Test
    void best_tokens_of_one_side_against_the_whole_of_the_other_share_a_bucket_too() {
        var whole = TableContext.full(0.5, 0.3, 0.2);
        var one = best(TableContext.full(0.2, 0.5, 0.3), 1);

        // token 1 keeps its outcome, (0.3, 0.7) against (0.5, 0.5)
        double expected = 0.3 * Math.log(0.3 / 0.5) + 0.7 * Math.log(0.7 / 0.5);
        assertThat(Divergence.KL_BASE_FINE_TUNED.of(whole, one)).isCloseTo(expected, within(1e-6));
        assertThat(Alignment.of(whole, one).exact()).isFalse();
        assertThat(Alignment.of(whole, whole).exact()).isTrue();
    }

    @Test
    void who_is_interrupted_compares_no_more() {
        var whole = TableContext.full(0.5, 0.3, 0.2);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Divergence.JENSEN_SHANNON.of(whole, whole))
                    .withMessage("Interrupted during a comparison of distributions");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void refuses_an_unknown_tail() {
        var unknown = new TopKDistribution(List.of(new TokenLogProb(0, -1)), 9, OptionalDouble.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Alignment.of(unknown, unknown))
                .withMessage(
                        "The answer of base names 1 of 9 tokens and not the mass of the rest. A divergence needs it; "
                                + "choose a backend that reports normalised probabilities.");
    }

    @Test
    void refuses_two_vocabularies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Alignment.of(TableContext.full(0.5, 0.5), TableContext.full(1)))
                .withMessage(
                        "Base knows 2 tokens and the tuned view 1; they cannot be compared. Score both with the same "
                                + "tokenizer and model.");
    }

    @Test
    void refuses_an_unknown_name_of_a_divergence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Divergence.named("hellinger"))
                .withMessage(
                        "Unknown divergence 'hellinger'. Choose js, kl (of fine-tuned from base) or kl_base_ft (of "
                                + "base from fine-tuned).");
    }

    private static JsonNode table() throws IOException {
        try (var in =
                Objects.requireNonNull(AlignmentTest.class.getResourceAsStream("/golden/stats/divergences.json"))) {
            return new ObjectMapper().readTree(in).get("top_k_bucket");
        }
    }

    private static FullDistribution distribution(JsonNode logits) {
        double sum = 0;
        for (JsonNode logit : logits) {
            sum += Math.exp(logit.asDouble());
        }
        var logProbs = new float[logits.size()];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = (float) (logits.get(i).asDouble() - Math.log(sum));
        }
        return FullDistribution.of(logProbs);
    }

    private static TokenDistribution best(FullDistribution full, int k) {
        double known = full.top(k).stream()
                .mapToDouble(token -> Math.exp(token.logProb()))
                .sum();
        return new TopKDistribution(full.top(k), full.vocabularySize(), OptionalDouble.of(Math.max(0, 1 - known)));
    }
}
