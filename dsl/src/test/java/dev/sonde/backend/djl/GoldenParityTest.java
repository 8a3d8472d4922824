package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenLogProb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every log-prob call that the reference made in its own suites, on the trained model with its trained adapter. */
class GoldenParityTest {

    /** Of the data's own page, per token: both sides compute in float32. */
    private static final double LOG_PROB = 1e-4;

    private static final JsonNode CALLS = GoldenFolder.json("parity/calls.json");

    private static DjlBackend backend;

    @BeforeAll
    static void open() {
        var model = GoldenFolder.model("parity");
        backend = DjlBackend.open(model, Optional.of(model.resolve("adapters/doc")), "cpu");
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @Test
    void sums_of_completions_and_texts_agree_under_base_and_adapter() {
        List<Score> scores = answers("calls");

        assertThat(scores).hasSizeGreaterThan(100);
        double worst = 0;
        for (int i = 0; i < scores.size(); i++) {
            JsonNode call = CALLS.path("calls").get(i);
            List<TokenLogProb> tokens = tokens(scores.get(i));
            double sum = tokens.stream().mapToDouble(TokenLogProb::logProb).sum();
            double error = Math.abs(sum - call.path("sum").asDouble()) / tokens.size();

            assertThat(tokens).as("%s", call).hasSize(scored(call));
            assertThat(error).as("%s: our sum is %s", call, sum).isLessThan(LOG_PROB);
            worst = Math.max(worst, error);
        }
        System.out.printf("golden parity: %d sums, at most %.1e per token%n", scores.size(), worst);
    }

    @Test
    void the_best_next_tokens_agree_at_every_strength_of_the_adapter() {
        List<Score> scores = answers("next_token");

        assertThat(scores).hasSizeGreaterThan(50);
        for (int i = 0; i < scores.size(); i++) {
            JsonNode call = CALLS.path("next_token").get(i);
            var distribution = (FullDistribution) scores.get(i);
            for (JsonNode best : call.path("top5")) {
                double found = distribution.logProb(best.get(0).asInt());
                assertThat(Math.abs(found - best.get(1).asDouble()))
                        .as("%s: ours is %s", call, found)
                        .isLessThan(LOG_PROB);
            }
            assertThat(distribution.top(1).get(0).tokenId())
                    .isEqualTo(call.path("top5").get(0).get(0).asInt());
        }
    }

    private static List<Score> answers(String calls) {
        List<Evaluation<?>> asked = new ArrayList<>();
        CALLS.path(calls).forEach(call -> asked.add(new Evaluation<>(view(call), operation(call))));
        return backend.evaluate(asked).stream()
                .map(outcome -> ((Outcome.Answer) outcome).score())
                .toList();
    }

    private static View view(JsonNode call) {
        String view = call.path("view").asText();
        return switch (view) {
            case "base" -> View.BASE;
            case "ft" -> View.FINE_TUNED;
            default -> new View.Scaled(Double.parseDouble(view.replace("scaled_", "")));
        };
    }

    private static Operation<?> operation(JsonNode call) {
        String op = call.path("op").asText();
        return switch (op) {
            case "logprob_of" ->
                new Operation.CompletionLogProb(
                        call.path("prompt").asText(), call.path("completion").asText());
            case "rolling_logprob" ->
                new Operation.RollingLogProb(call.path("text").asText());
            case "next_token_dist" ->
                Operation.NextToken.full(call.path("prompt").asText());
            default -> throw new AssertionError("Unknown call " + op);
        };
    }

    private static List<TokenLogProb> tokens(Score score) {
        return score instanceof Completion completion ? completion.tokens() : ((RollingLogProbs) score).tokens();
    }

    /** The first id of a text is never scored. */
    private static int scored(JsonNode call) {
        return call.has("tokens")
                ? call.path("tokens").asInt()
                : call.path("tokens_with_bos").asInt() - 1;
    }
}
