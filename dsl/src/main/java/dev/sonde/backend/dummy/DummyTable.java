package dev.sonde.backend.dummy;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.ContentHash;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What was programmed into a {@link DummyBackend}. */
final class DummyTable {
    /** Answers by view and by what is asked: an operation, a prompt for distributions, a key for generations. */
    private final Map<View, Map<Object, Score>> answers = new HashMap<>();

    private final List<Fault> faults = new ArrayList<>();

    private DummyModules modules = new DummyModules(Map.of());

    private record DistributionKey(String prompt) {}

    private record GenerationKey(String prompt) {}

    private record Fault(Predicate<Evaluation<?>> when, BackendException error) {}

    static FullDistribution distributionOf(double... probabilities) {
        if (probabilities.length > DummyBackend.VOCABULARY_SIZE) {
            throw new IllegalArgumentException("The dummy's vocabulary has " + DummyBackend.VOCABULARY_SIZE
                    + " tokens, got " + probabilities.length + " probabilities");
        }
        var logProbs = new float[DummyBackend.VOCABULARY_SIZE];
        Arrays.fill(logProbs, Float.NEGATIVE_INFINITY);
        for (int id = 0; id < probabilities.length; id++) {
            logProbs[id] = (float) Math.log(probabilities[id]);
        }
        return FullDistribution.of(logProbs);
    }

    void distribution(View view, String prompt, TokenDistribution distribution) {
        put(view, new DistributionKey(prompt), distribution);
    }

    void completion(View view, Operation.CompletionLogProb operation, double... logProbs) {
        put(view, operation, new Completion(1, tokens(logProbs)));
    }

    void rolling(View view, String text, double... logProbs) {
        put(view, new Operation.RollingLogProb(text), new RollingLogProbs(tokens(logProbs)));
    }

    void generation(View view, String prompt, String text, ToyTokenizer tokenizer) {
        var ids =
                tokenizer.pieces(text).stream().map(ToyTokenizer.Piece::tokenId).toList();
        put(view, new GenerationKey(prompt), new Generation(ids, text, Generation.Ending.END_TOKEN));
    }

    void embedding(String text, double... coordinates) {
        var vector = new float[coordinates.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) coordinates[i];
        }
        put(View.BASE, new Operation.Embed(text), Embedding.of(vector, 1, false));
    }

    void failure(Predicate<Evaluation<?>> when, BackendException error) {
        faults.add(new Fault(when, error));
    }

    void modules(DummyModules programmed) {
        modules = programmed;
    }

    DummyModules modules() {
        return modules;
    }

    /** Throws the failure programmed for this evaluation, if there is one. */
    void failIfProgrammed(Evaluation<?> evaluation) {
        for (Fault fault : faults) {
            if (fault.when().test(evaluation)) {
                throw fault.error();
            }
        }
    }

    Optional<Score> find(View view, Operation<?> operation) {
        return Optional.ofNullable(answers.getOrDefault(view, Map.of()).get(key(operation)));
    }

    /** The programmed full distributions after a prompt as log-probabilities, by view. */
    Map<View, double[]> logProbs(String prompt) {
        var known = new HashMap<View, double[]>();
        answers.forEach((view, byKey) -> {
            if (byKey.get(new DistributionKey(prompt)) instanceof FullDistribution full) {
                known.put(
                        view,
                        IntStream.range(0, full.vocabularySize())
                                .mapToDouble(full::logProb)
                                .toArray());
            }
        });
        return known;
    }

    /** What makes the identity of a backend with this table. */
    Map<String, String> content(long seed) {
        var content = new HashMap<String, String>();
        content.put("engine", "dummy");
        content.put("seed", Long.toString(seed));
        modules.shares().forEach((module, share) -> content.put("share of " + module, share.toString()));
        answers.forEach((view, byKey) -> byKey.forEach(
                (key, score) -> content.put("answer " + view.id() + " " + key, ContentHash.of(spelledOut(score)))));
        return content;
    }

    private static String spelledOut(Score score) {
        if (score instanceof Embedding embedding) {
            return Arrays.toString(embedding.vector());
        }
        return score instanceof FullDistribution full ? Arrays.toString(full.logProbs()) : score.toString();
    }

    private static Object key(Operation<?> operation) {
        if (operation instanceof Operation.NextToken next) {
            return new DistributionKey(next.prompt());
        }
        return operation instanceof Operation.Generate generate ? new GenerationKey(generate.prompt()) : operation;
    }

    private void put(View view, Object key, Score score) {
        answers.computeIfAbsent(view, any -> new HashMap<>()).put(key, score);
    }

    private static List<TokenLogProb> tokens(double... logProbs) {
        return IntStream.range(0, logProbs.length)
                .mapToObj(i -> new TokenLogProb(i, logProbs[i]))
                .toList();
    }
}
