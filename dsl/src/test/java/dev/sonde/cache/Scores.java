package dev.sonde.cache;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
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
import dev.sonde.score.TopKDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws scores of every type, with the values at their edges. */
final class Scores {
    private final Random random;
    private int drawn;

    Scores(long seed) {
        random = new Random(seed);
    }

    Score next() {
        return switch (drawn++ % 6) {
            case 0 -> full(random.doubles(1 + random.nextInt(300)).boxed().toList());
            case 1 -> topK();
            case 2 -> new Completion(1 + random.nextInt(9), tokens());
            case 3 -> new RollingLogProbs(tokens());
            case 4 -> embedding();
            default -> generation();
        };
    }

    /** A question that {@code score} can answer. */
    Evaluation<?> evaluationFor(Score score, int number) {
        String text = "question " + number + " " + text();
        Operation<?> operation = score instanceof TokenDistribution
                ? Operation.NextToken.full(text)
                : score instanceof Embedding
                        ? new Operation.Embed(text)
                        : score instanceof Completion
                                ? new Operation.CompletionLogProb(text, text())
                                : score instanceof RollingLogProbs
                                        ? new Operation.RollingLogProb(text)
                                        : new Operation.Generate(text, GenerationParameters.greedy(3));
        return new Evaluation<>(new View.Scaled(random.nextGaussian()), operation);
    }

    /** A distribution with these relative probabilities; some tokens become impossible. */
    static FullDistribution full(List<Double> weights) {
        double sum = weights.stream().mapToDouble(weight -> weight).sum();
        float[] logProbs = new float[weights.size() + 1];
        for (int i = 0; i < weights.size(); i++) {
            logProbs[i] = (float) Math.log(weights.get(i) / sum);
        }
        logProbs[weights.size()] = Float.NEGATIVE_INFINITY;
        return FullDistribution.of(logProbs);
    }

    /** Every number of a score as its raw bits, which equality of records does not compare. */
    static List<Long> bits(Score score) {
        if (score instanceof FullDistribution full) {
            float[] values = full.logProbs();
            return IntStream.range(0, values.length)
                    .mapToObj(i -> (long) Float.floatToRawIntBits(values[i]))
                    .toList();
        }
        if (score instanceof Embedding embedding) {
            float[] values = embedding.vector();
            return IntStream.range(0, values.length)
                    .mapToObj(i -> (long) Float.floatToRawIntBits(values[i]))
                    .toList();
        }
        if (score instanceof TopKDistribution best) {
            return Stream.concat(
                            bits(best.top()).stream(),
                            Stream.of(Double.doubleToRawLongBits(best.tailMass().orElse(-1))))
                    .toList();
        }
        if (score instanceof Completion completion) {
            return bits(completion.tokens());
        }
        return score instanceof RollingLogProbs rolling
                ? bits(rolling.tokens())
                : ((Generation) score)
                        .text()
                        .chars()
                        .mapToObj(unit -> (long) unit)
                        .toList();
    }

    private static List<Long> bits(List<TokenLogProb> tokens) {
        return tokens.stream()
                .flatMap(token -> Stream.of((long) token.tokenId(), Double.doubleToRawLongBits(token.logProb())))
                .toList();
    }

    private TopKDistribution topK() {
        int count = 1 + random.nextInt(6);
        var top = new ArrayList<TokenLogProb>();
        for (int i = 0; i < count; i++) {
            top.add(new TokenLogProb(i * 7, logProb()));
        }
        return new TopKDistribution(
                top,
                1000,
                switch (random.nextInt(3)) {
                    case 0 -> OptionalDouble.empty();
                    case 1 -> OptionalDouble.of(random.nextBoolean() ? 0.0 : -0.0);
                    default -> OptionalDouble.of(random.nextDouble());
                });
    }

    private List<TokenLogProb> tokens() {
        return IntStream.rangeClosed(0, random.nextInt(20))
                .mapToObj(i -> new TokenLogProb(random.nextInt(Integer.MAX_VALUE), logProb()))
                .toList();
    }

    private double logProb() {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NEGATIVE_INFINITY;
            case 1 -> 0.0;
            case 2 -> -0.0;
            case 3 -> -Double.MIN_VALUE;
            case 4 -> 1e-5;
            default -> -20 * random.nextDouble();
        };
    }

    private Embedding embedding() {
        float[] vector = new float[1 + random.nextInt(9)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = i == 0 ? -0.0f : (float) random.nextGaussian();
        }
        return Embedding.of(vector, 1 + random.nextInt(9), random.nextBoolean());
    }

    private Generation generation() {
        var ids = random.ints(random.nextInt(9), 0, 100_000).boxed().toList();
        return new Generation(ids, text(), Generation.Ending.values()[random.nextInt(2)]);
    }

    /** Any Java text: also half a surrogate pair, NUL, and emoji. */
    private String text() {
        return Stream.generate(() -> switch (random.nextInt(6)) {
                    case 0 -> "\uD83D\uDE00";
                    case 1 -> "\uDC00";
                    case 2 -> "\0";
                    case 3 -> "1:";
                    default -> Character.toString((char) random.nextInt(0xD800));
                })
                .limit(random.nextInt(12))
                .collect(Collectors.joining());
    }
}
