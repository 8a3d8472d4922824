package dev.sonde.backend.http;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.TextForm;
import dev.sonde.score.Completion;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Turns one operation into requests, and their replies into a score.
 *
 * <p>Safe for use by several threads.
 */
final class Scorer {
    /** How far probabilities may exceed 1, and two statements of one number differ: the rounding of half precision. */
    private static final double SLACK = 1e-2;

    private final Echoes echoes;
    private final Questions questions;
    private final TokenNames names;
    private final Set<Capability> capabilities;
    private final int topK;

    /** A score and how many tokens went through the model for it. */
    record Scored(Score score, int tokens) {}

    Scorer(Echoes echoes, Questions questions, TokenNames names, Set<Capability> capabilities, int topK) {
        this.echoes = echoes;
        this.questions = questions;
        this.names = names;
        this.capabilities = capabilities;
        this.topK = topK;
    }

    /**
     * Asks the model of that name.
     *
     * @throws BackendException if there is no answer, or none that can be trusted
     */
    Scored score(String model, Operation<?> operation) throws InterruptedException {
        if (operation.form() == TextForm.RENDERED) { // servers add special tokens of their own
            throw BackendErrors.tokensUnseen();
        }
        if (operation instanceof NextToken asked) {
            return nextToken(model, asked);
        }
        if (operation instanceof CompletionLogProb asked) {
            return completion(model, asked);
        }
        if (operation instanceof Generate asked) {
            return generation(model, asked);
        }
        if (operation instanceof Embed) { // a completion server shows no states
            throw BackendErrors.capabilityMissing("Embedding a text", Capability.EMBED, capabilities);
        }
        return rolling(model, operation.text());
    }

    private Scored nextToken(String model, NextToken asked) throws InterruptedException {
        if (asked.topK() == NextToken.FULL) {
            throw BackendErrors.capabilityMissing(
                    "The whole vocabulary after a prompt", Capability.FULL_DISTRIBUTION, capabilities);
        }
        int k = Math.min(asked.topK(), topK);
        Reply reply = echoes.ask(model, questions.nextToken(model, asked.prompt(), k));
        if (reply.tokens().size() != 1 || reply.top().size() != 1) {
            throw HttpErrors.badReply(
                    "wrong-count",
                    "One token was asked for with its alternatives; the reply has %d tokens and %d lists of alternatives."
                            .formatted(reply.tokens().size(), reply.top().size()));
        }
        Map<String, Double> best = reply.top().get(0);
        int fewest = questions.dialect() == Dialect.VLLM ? k : 1;
        if (best.size() < fewest || best.size() > k + 1) { // one more: the token that was written
            throw HttpErrors.badReply(
                    "wrong-count", "%d alternatives were asked for, the reply has %d.".formatted(k, best.size()));
        }
        agree(reply.tokens().get(0), reply.logProb(0), best);
        learnWritten(reply);
        return new Scored(distribution(best, k), reply.cost());
    }

    private TopKDistribution distribution(Map<String, Double> best, int k) {
        var tokens = new ArrayList<TokenLogProb>();
        for (var entry : best.entrySet()) {
            if (entry.getValue() != Double.NEGATIVE_INFINITY) {
                names.idOf(entry.getKey()).ifPresent(id -> tokens.add(new TokenLogProb(id, entry.getValue())));
            }
        }
        if (tokens.isEmpty()) {
            throw HttpErrors.badReply("no-tokens", "None of the reply's alternatives names a possible token.");
        }
        double inside = 0;
        for (double logProb : best.values()) {
            inside += Math.exp(logProb);
        }
        if (inside > 1 + SLACK) {
            throw HttpErrors.badReply(
                    "too-much-mass", "The alternatives' probabilities add up to %s, more than 1.".formatted(inside));
        }
        var all = new TopKDistribution(tokens, ModelCard.UNKNOWN, OptionalDouble.empty());
        var kept = all.top(k);
        double mass =
                kept.stream().mapToDouble(token -> Math.exp(token.logProb())).sum();
        double tail = Math.max(0, Math.min(1 - mass, Math.nextDown(1.0)));
        return new TopKDistribution(kept, ModelCard.UNKNOWN, OptionalDouble.of(tail));
    }

    /** The token that was written stands among the alternatives, with one and the same number. */
    private static void agree(String token, double logProb, Map<String, Double> best) {
        Double stated = best.get(token);
        if (stated == null || Math.abs(Math.exp(stated) - Math.exp(logProb)) > SLACK) {
            throw HttpErrors.badReply(
                    "contradiction",
                    "The reply gives %s the log-probability %s, and %s among the alternatives."
                            .formatted(HttpErrors.quoted(token), logProb, stated == null ? "none" : stated));
        }
    }

    private void learnWritten(Reply reply) {
        if (!reply.text().isEmpty()) {
            names.idOf(reply.tokens().get(0)).ifPresent(id -> names.learn(id, reply.text()));
        }
    }

    private Scored completion(String model, CompletionLogProb asked) throws InterruptedException {
        if (asked.completion().isEmpty()) {
            throw BackendErrors.nothingToScore(asked.completion());
        }
        Echo echo = echoes.of(model, asked.text());
        int before = echoes.tokensBefore(model, asked, echo);
        if (before < 1) {
            throw new BackendException(
                    "empty-prompt",
                    "The prompt is empty and the server adds no begin token, so that nothing stands before the completion. "
                            + "Give a prompt.");
        }
        if (before >= echo.end()) {
            throw BackendErrors.nothingToScore(asked.completion());
        }
        return new Scored(
                new Completion(before, tokens(echo, before)), echo.reply().cost());
    }

    private Scored rolling(String model, String text) throws InterruptedException {
        Echo echo = echoes.of(model, text);
        if (echo.end() < 2) {
            throw BackendErrors.nothingToScore(text);
        }
        return new Scored(new RollingLogProbs(tokens(echo, 1)), echo.reply().cost());
    }

    private List<TokenLogProb> tokens(Echo echo, int from) {
        var tokens = new ArrayList<TokenLogProb>();
        for (int index = from; index < echo.end(); index++) {
            tokens.add(new TokenLogProb(echo.id(index, names), echo.reply().logProb(index)));
        }
        return tokens;
    }

    private Scored generation(String model, Generate asked) throws InterruptedException {
        Reply reply = echoes.ask(model, questions.generation(model, asked.prompt(), asked.parameters()));
        Generation.Ending ending =
                switch (reply.finish()) {
                    case "stop" -> Generation.Ending.END_TOKEN;
                    case "length" -> Generation.Ending.LENGTH;
                    default ->
                        throw HttpErrors.badReply(
                                "cut-off",
                                "The server stopped writing for the reason %s."
                                        .formatted(HttpErrors.quoted(reply.finish())));
                };
        int written = reply.tokens().size();
        if (written > asked.parameters().maxNewTokens()) {
            throw HttpErrors.badReply(
                    "wrong-count",
                    "%d tokens were asked for, the server wrote %d."
                            .formatted(asked.parameters().maxNewTokens(), written));
        }
        var ids = new ArrayList<Integer>();
        for (String token : reply.tokens().subList(0, written - endTokens(reply, ending))) {
            names.idOf(token).ifPresent(ids::add);
        }
        return new Scored(new Generation(ids, reply.text(), ending), reply.cost());
    }

    /** vLLM counts the end token among the tokens; elsewhere one does where the others spell the text. */
    private int endTokens(Reply reply, Generation.Ending ending) {
        if (ending != Generation.Ending.END_TOKEN || reply.tokens().isEmpty()) {
            return 0;
        }
        List<String> others = reply.tokens().subList(0, reply.tokens().size() - 1);
        return questions.dialect() == Dialect.VLLM || String.join("", others).equals(reply.text()) ? 1 : 0;
    }
}
