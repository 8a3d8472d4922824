package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares one backend with one file of expected numbers. Tolerances are those of the golden data's own page. */
final class GoldenCheck {

    private static final double LOG_PROB = 2e-4;
    private static final double DIVERGENCE = 1e-4;
    private static final double SUM = 1e-3;

    private final DjlBackend backend;
    private final JsonNode expected;
    private double worstLogProb;
    private double worstDivergence;

    GoldenCheck(DjlBackend backend, JsonNode expected) {
        this.backend = backend;
        this.expected = expected;
    }

    void tokens(DjlBackend model) {
        TextTokenizer tokenizer = model.tokenizer();
        for (JsonNode prompt : expected.path("prompts")) {
            assertThat(tokenizer.encode(prompt.path("text").asText(), TextForm.PLAIN))
                    .containsExactly(ints(prompt.path("ids")));
        }
        JsonNode singly = expected.path("vocab_decoded_singly");
        for (int id = 0; id < singly.size(); id++) {
            assertThat(model.tokenText(id)).isEqualTo(singly.get(id).asText());
        }
    }

    void view(View view, JsonNode numbers) {
        nextTokens(view, numbers.path("next_token_logprobs"));
        rolling(view, numbers.path("rolling"));
        completions(view, numbers.path("completions"));
        greedy(view, numbers.path("greedy"));
    }

    /** Ids must be exact wherever the second choice is not within rounding. */
    private void greedy(View view, JsonNode greedy) {
        List<Evaluation<Generation>> asked = new ArrayList<>();
        for (JsonNode one : greedy) {
            String text = prompt(one.path("prompt").asText()).path("text").asText();
            int tokens = one.path("new_ids").size();
            asked.add(new Evaluation<>(view, new Operation.Generate(text, GenerationParameters.greedy(tokens))));
        }
        List<Outcome> outcomes = backend.evaluate(asked);
        for (int i = 0; i < greedy.size(); i++) {
            JsonNode one = greedy.get(i);
            int end = one.path("first_eos").asInt(one.path("new_ids").size());
            Integer[] ids =
                    Arrays.stream(ints(one.path("new_ids"))).limit(end).boxed().toArray(Integer[]::new);
            if (one.path("min_margin").asDouble() > LOG_PROB) {
                assertThat(((Generation) answer(outcomes.get(i))).tokenIds()).containsExactly(ids);
            }
        }
    }

    void nextTokens(View view, JsonNode rows) {
        List<Evaluation<TokenDistribution>> asked = new ArrayList<>();
        expected.path("prompts").forEach(prompt -> asked.add(next(view, prompt)));
        List<Outcome> outcomes = backend.evaluate(asked);
        for (int i = 0; i < asked.size(); i++) {
            if (expected.path("prompts").get(i).path("scorable").asBoolean(true)) {
                compare(rows.get(i), distribution(outcomes.get(i)));
            } else {
                assertFailure(outcomes.get(i));
            }
        }
    }

    void scaled(JsonNode scaled) {
        scaled.path("next_token_logprobs").properties().forEach(entry -> {
            View view = new View.Scaled(Double.parseDouble(entry.getKey()));
            for (int i = 0; i < scaled.path("prompts").size(); i++) {
                JsonNode prompt = prompt(scaled.path("prompts").get(i).asText());
                Outcome outcome = backend.evaluate(List.of(next(view, prompt))).get(0);
                compare(entry.getValue().get(i), distribution(outcome));
            }
        });
    }

    void divergences(JsonNode adapter) {
        JsonNode prompts = expected.path("prompts");
        for (int i = 0; i < prompts.size(); i++) {
            if (!prompts.get(i).path("scorable").asBoolean(true)) {
                continue;
            }
            List<Outcome> both =
                    backend.evaluate(List.of(next(View.BASE, prompts.get(i)), next(View.FINE_TUNED, prompts.get(i))));
            double[] base = probabilities(both.get(0));
            double[] tuned = probabilities(both.get(1));
            divergence(kl(base, tuned), adapter.path("kl_base_ft").get(i));
            divergence(kl(tuned, base), adapter.path("kl_ft_base").get(i));
            divergence(js(base, tuned), adapter.path("js").get(i));
        }
    }

    private void rolling(View view, JsonNode rolling) {
        for (JsonNode one : rolling) {
            String text = text(expected.path("rolling_texts"), one.path("id").asText());
            Outcome outcome = backend.evaluate(List.of(new Evaluation<>(view, new Operation.RollingLogProb(text))))
                    .get(0);
            if (one.path("token_logprobs").isEmpty()) {
                assertFailure(outcome);
                continue;
            }
            tokens(one, ((RollingLogProbs) answer(outcome)).tokens());
        }
    }

    private void completions(View view, JsonNode completions) {
        for (JsonNode one : completions) {
            JsonNode pair =
                    byId(expected.path("completion_pairs"), one.path("id").asText());
            var operation = new Operation.CompletionLogProb(
                    pair.path("prompt").asText(), pair.path("completion").asText());
            Outcome outcome =
                    backend.evaluate(List.of(new Evaluation<>(view, operation))).get(0);
            if (one.path("joint").path("token_logprobs").isEmpty()) {
                assertFailure(outcome);
                continue;
            }
            tokens(one.path("joint"), ((Completion) answer(outcome)).tokens());
        }
    }

    private void tokens(JsonNode numbers, List<TokenLogProb> tokens) {
        assertThat(tokens).hasSize(numbers.path("token_logprobs").size());
        for (int i = 0; i < tokens.size(); i++) {
            logProb(tokens.get(i).logProb(), numbers.path("token_logprobs").get(i));
        }
        double sum = tokens.stream().mapToDouble(TokenLogProb::logProb).sum();
        assertThat(Math.abs(sum - numbers.path("sum").asDouble())).isLessThan(SUM);
    }

    private void compare(JsonNode row, FullDistribution distribution) {
        assertThat(distribution.vocabularySize()).isEqualTo(row.size());
        for (int id = 0; id < row.size(); id++) {
            logProb(distribution.logProb(id), row.get(id));
        }
    }

    private void logProb(double found, JsonNode wanted) {
        double error = Math.abs(found - wanted.asDouble());
        assertThat(error).as("log-probability %s, expected %s", found, wanted).isLessThan(LOG_PROB);
        worstLogProb = Math.max(worstLogProb, error);
    }

    private void divergence(double found, JsonNode wanted) {
        double error = Math.abs(found - wanted.asDouble());
        assertThat(error).as("divergence %s, expected %s", found, wanted).isLessThan(DIVERGENCE);
        worstDivergence = Math.max(worstDivergence, error);
    }

    /** Prints the largest errors seen: how near the tolerance a case is. */
    void report(String what) {
        System.out.printf("golden %s: log-prob %.1e, divergence %.1e%n", what, worstLogProb, worstDivergence);
    }

    /** The largest error of a log-probability so far, in nats. */
    double worst() {
        return worstLogProb;
    }

    private JsonNode prompt(String id) {
        return byId(expected.path("prompts"), id);
    }

    static JsonNode byId(JsonNode list, String id) {
        for (JsonNode node : list) {
            if (node.path("id").asText().equals(id)) {
                return node;
            }
        }
        throw new AssertionError("No entry '" + id + "'");
    }

    private static String text(JsonNode list, String id) {
        return byId(list, id).path("text").asText();
    }

    private static Evaluation<TokenDistribution> next(View view, JsonNode prompt) {
        return new Evaluation<>(
                view, Operation.NextToken.full(prompt.path("text").asText()));
    }

    private static Score answer(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        return ((Outcome.Answer) outcome).score();
    }

    private static FullDistribution distribution(Outcome outcome) {
        return (FullDistribution) answer(outcome);
    }

    private static void assertFailure(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failure.class, failure -> assertThat(
                        failure.error().code())
                .isEqualTo("nothing-to-score"));
    }

    private static double[] probabilities(Outcome outcome) {
        float[] logProbs = distribution(outcome).logProbs();
        double[] probabilities = new double[logProbs.length];
        double sum = 0;
        for (int i = 0; i < logProbs.length; i++) {
            probabilities[i] = Math.exp(logProbs[i]);
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    static double kl(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] == 0 ? 0 : p[i] * Math.log(p[i] / q[i]);
        }
        return sum;
    }

    static double js(double[] p, double[] q) {
        double[] middle = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            middle[i] = (p[i] + q[i]) / 2;
        }
        return (kl(p, middle) + kl(q, middle)) / 2;
    }

    static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }
}
