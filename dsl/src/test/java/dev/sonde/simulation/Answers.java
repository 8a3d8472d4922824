package dev.sonde.simulation;

import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import dev.sonde.stats.Divergences;
import java.util.List;
import java.util.stream.DoubleStream;

/** Answers of a model that lead to given values. */
final class Answers {

    private static final double[] EVEN = {Math.log(0.5), Math.log(0.5)};
    /** Two tokens cannot be further from even odds: JS of (1/2, 1/2) and (1, 0). */
    private static final double LARGEST = 0.2157;

    private Answers() {}

    /** Two tokens, {@code nats} of Jensen-Shannon divergence away from even odds. */
    static TokenDistribution shifted(double nats) {
        double low = 0;
        double high = 0.5;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (js(middle) < Math.min(nats, LARGEST)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return FullDistribution.of(new float[] {(float) Math.log(0.5 + low), (float) Math.log(0.5 - low)});
    }

    private static double js(double moved) {
        double[] logs = {Math.log(0.5 + moved), Math.log(0.5 - moved)};
        return Divergences.jensenShannon(2, i -> EVEN[i], i -> logs[i]);
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

    static Generation text(String text) {
        return new Generation(List.of(1), text, Generation.Ending.END_TOKEN);
    }
}
