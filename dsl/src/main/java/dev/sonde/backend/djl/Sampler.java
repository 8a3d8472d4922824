package dev.sonde.backend.djl;

import dev.sonde.backend.GenerationParameters;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses next tokens. Draws depend on the parameters' seed and the number of draws only, never on the batch. */
final class Sampler {

    /** In temperatures below the best: what is less likely than that has 6 millionths of its weight. */
    private static final double LIKELY = 12;

    private final GenerationParameters parameters;
    private final int usable;
    private final SplittableRandom random;

    /** Draws among the ids below {@code usable}: a model may have more columns than its tokenizer has tokens. */
    Sampler(GenerationParameters parameters, int usable) {
        this.parameters = parameters;
        this.usable = usable;
        random = new SplittableRandom(parameters.seed());
    }

    /** The next token after {@code logits}; without a temperature the best of all columns, as transformers takes it. */
    int next(float[] logits) {
        if (parameters.temperature() == 0) {
            return best(logits, logits.length);
        }
        int best = best(logits, Math.min(usable, logits.length));
        double share = (random.nextLong() >>> 11) * 0x1p-53;
        if (parameters.topK() > 0) {
            int[] ids = sorted(logits, Double.NEGATIVE_INFINITY, parameters.topK());
            double total = Arrays.stream(ids)
                    .mapToDouble(id -> weight(logits, id, best))
                    .sum();
            return draw(share, total, ids, logits).orElse(ids[ids.length - 1]);
        }
        // nearly all draws are among the likely tokens, and to sort a whole vocabulary takes longer than to compute it
        double total = IntStream.range(0, Math.min(usable, logits.length))
                .mapToDouble(id -> weight(logits, id, best))
                .sum();
        double likely = logits[best] - LIKELY * parameters.temperature();
        return draw(share, total, sorted(logits, likely, logits.length), logits).orElseGet(() -> {
            int[] ids = sorted(logits, Double.NEGATIVE_INFINITY, logits.length);
            return draw(share, total, ids, logits).orElse(ids[ids.length - 1]);
        });
    }

    /** The best ids at or above {@code floor}, best first. */
    private int[] sorted(float[] logits, double floor, int most) {
        return IntStream.range(0, Math.min(usable, logits.length))
                .filter(id -> logits[id] >= floor)
                .mapToLong(id -> order(logits[id], id))
                .sorted()
                .limit(most)
                .mapToInt(order -> (int) order)
                .toArray();
    }

    /** Sorts as descending logits do, and by id among equals; the id is the lower half. Boxes for a whole vocabulary are slow. */
    private static long order(float logit, int id) {
        int bits = Float.floatToIntBits(-logit);
        int ascending = bits ^ (bits >> (Integer.SIZE - 1) & Integer.MAX_VALUE);
        return (long) ascending << Integer.SIZE | id;
    }

    /** The most probable id of the first {@code among}; the lowest of equals. */
    private static int best(float[] logits, int among) {
        int best = 0;
        for (int id = 1; id < among; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }

    private double weight(float[] logits, int id, int best) {
        return StrictMath.exp((logits[id] - logits[best]) / parameters.temperature());
    }

    /**
     * Draws from the smallest set of best tokens that holds topP of the mass.
     *
     * @param total the mass of all tokens
     * @param ids the best ones; empty is returned where they do not reach as far as the draw
     */
    private OptionalInt draw(double share, double total, int[] ids, float[] logits) {
        double kept = parameters.topP() == 1 ? total : kept(total, ids, logits);
        double threshold = share * kept;
        for (int id : ids) {
            threshold -= weight(logits, id, ids[0]);
            if (threshold < 0) {
                return OptionalInt.of(id);
            }
        }
        return OptionalInt.empty();
    }

    /** The mass of that set; NaN, below which nothing is, where {@code ids} are too few for it. */
    private double kept(double total, int[] ids, float[] logits) {
        double kept = 0;
        for (int id : ids) {
            kept += weight(logits, id, ids[0]);
            if (kept >= parameters.topP() * total) {
                return kept;
            }
        }
        return Double.NaN;
    }
}
