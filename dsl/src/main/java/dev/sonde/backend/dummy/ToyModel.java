package dev.sonde.backend.dummy;

import dev.sonde.backend.ContentHash;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.View;
import java.util.Map;
import java.util.Random;

/**
 * Next-token log-probabilities of a model that does not exist: the same for the same seed, view and text on every machine.
 *
 * <p>With Gaussian vectors drawn from the text, the logits of base are {@code 2 b}; the adapter adds {@code t}, at
 * strength lambda {@code lambda t}; a null adapter adds {@code 0.1 n}; merged, a little of t is lost. What a table says about base and fine-tuned takes
 * the place of the drawn values, and the other views follow from it.
 */
final class ToyModel {
    private static final double BASE_SPREAD = 2;
    private static final double ADAPTER_SPREAD = 1;
    private static final double NULL_SPREAD = 0.1;
    private static final double REPEAT_SPREAD = 1e-6;
    /** Stands for log 0 where two distributions are mixed. */
    private static final double LOG_ALMOST_ZERO = -100;

    private final long seed;
    private final int vocabularySize;

    ToyModel(long seed, int vocabularySize) {
        this.seed = seed;
        this.vocabularySize = vocabularySize;
    }

    /**
     * Log-probabilities of the token after {@code text}, in nats.
     *
     * @param known what a table says, by view; base and fine-tuned are the origin of the other views
     */
    double[] logProbs(View view, String text, Map<View, double[]> known) {
        double[] given = known.get(view);
        return given == null ? normalised(logits(view, text, known)) : given;
    }

    private double[] logits(View view, String text, Map<View, double[]> known) {
        if (view instanceof View.Scaled scaled) {
            return scaled(scaled.lambda(), text, known);
        }
        if (view instanceof View.Merged merged) {
            return scaled(kept(merged.type()), text, known);
        }
        if (view instanceof View.NullAdapter random) {
            return moved(logProbs(View.BASE, text, known), random.id(), text, NULL_SPREAD);
        }
        if (view instanceof View.Repeated repeated) {
            return moved(logProbs(repeated.of(), text, known), repeated.id(), text, REPEAT_SPREAD);
        }
        if (view instanceof View.FineTuned) {
            return moved(logProbs(View.BASE, text, known), "ft", text, ADAPTER_SPREAD);
        }
        return moved(new double[vocabularySize], "base", text, BASE_SPREAD);
    }

    /** How strong an adapter is once it is merged: as strong in fp32, and a little less in shorter formats. */
    private static double kept(MergedType type) {
        return type == MergedType.FP32 ? 1 : type == MergedType.FP16 ? 0.999 : 0.99;
    }

    private double[] scaled(double lambda, String text, Map<View, double[]> known) {
        double[] base = logProbs(View.BASE, text, known);
        double[] tuned = logProbs(View.FINE_TUNED, text, known);
        if (lambda == 0 || lambda == 1) {
            return lambda == 0 ? base.clone() : tuned.clone();
        }
        var mixed = new double[vocabularySize];
        for (int id = 0; id < vocabularySize; id++) {
            double from = Math.max(base[id], LOG_ALMOST_ZERO);
            mixed[id] = from + lambda * (Math.max(tuned[id], LOG_ALMOST_ZERO) - from);
        }
        return mixed;
    }

    private double[] moved(double[] origin, String purpose, String text, double spread) {
        var random = random(purpose, text);
        var moved = new double[vocabularySize];
        for (int id = 0; id < vocabularySize; id++) {
            moved[id] = origin[id] + spread * random.nextGaussian();
        }
        return moved;
    }

    /** Draws for one purpose on one text. The algorithm of {@link Random} is part of its contract. */
    Random random(String purpose, String text) {
        String hash = ContentHash.of(Map.of("seed", Long.toString(seed), "purpose", purpose, "text", text));
        return new Random(Long.parseUnsignedLong(hash.substring(0, 16), 16));
    }

    private static double[] normalised(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        double logSum = largest + Math.log(sum);
        for (int id = 0; id < logits.length; id++) {
            logits[id] -= logSum;
        }
        return logits;
    }
}
