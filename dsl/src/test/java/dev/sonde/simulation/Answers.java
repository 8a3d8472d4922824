package dev.sonde.simulation;

import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import dev.sonde.stats.Divergences;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Answers of a model that lead to given values. */
final class Answers {

    /** Base's probability of the second of two tokens: so small that it can be moved by almost any number of nats. */
    private static final double RARE = 1e-6;

    private static final double[] BASE = {Math.log1p(-RARE), Math.log(RARE)};

    /** Leave a probability known to 3e-8. */
    private static final int HALVINGS = 25;

    private static final int DIRECTIONS = 64;

    private Answers() {}

    /** Two tokens, {@code nats} of Jensen-Shannon divergence away from base, as far as there are so many. */
    static TokenDistribution shifted(double nats) {
        return moved(nats, logs -> Divergences.jensenShannon(2, i -> BASE[i], i -> logs[i]));
    }

    /** Two tokens; base is {@code nats} of KL divergence away from them. */
    static TokenDistribution surprising(double nats) {
        return moved(nats, logs -> Divergences.kullbackLeibler(2, i -> logs[i], i -> BASE[i]));
    }

    private static TokenDistribution moved(double nats, ToDoubleFunction<double[]> divergence) {
        double low = RARE;
        double high = 1 - RARE;
        for (int i = 0; i < HALVINGS && nats > 0; i++) {
            double middle = (low + high) / 2;
            if (divergence.applyAsDouble(new double[] {Math.log1p(-middle), Math.log(middle)}) < nats) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return FullDistribution.of(new float[] {(float) Math.log1p(-low), (float) Math.log(low)});
    }

    /** One token of this log-probability. */
    static Completion completion(double nats) {
        return new Completion(1, List.of(new TokenLogProb(1, nats)));
    }

    static RollingLogProbs rolling(double... nats) {
        return new RollingLogProbs(DoubleStream.of(nats)
                .mapToObj(each -> new TokenLogProb(1, each))
                .toList());
    }

    /** A point for a text, the same for the same text and in no direction that another one has. */
    static Embedding point(String text) {
        var random = new SplittableRandom(text.hashCode());
        var vector = new float[DIRECTIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Embedding.of(vector, 1, false);
    }

    static Generation text(String text) {
        return new Generation(List.of(1), text, Generation.Ending.END_TOKEN);
    }
}
