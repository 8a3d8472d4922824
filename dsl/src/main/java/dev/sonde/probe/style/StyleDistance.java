package dev.sonde.probe.style;

import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far what a view writes is from the reference: the distance of its mean fingerprint, with chance taken out.
 *
 * <p>A single text is far from everything, because few words have rates by chance; among such distances a difference of
 * style is next to invisible. The mean of many texts is not. Its squared distance is estimated, on a given scale
 * without bias, by the mean of {@code xᵢ·xⱼ} over all pairs of different texts, x being the offset from the reference:
 * chance in one text has nothing to do with chance in another; chance in the reference is in all of them, and is taken off.
 * Hence it may be below 0.
 *
 * @param parts by text: what it adds to the squared distance, whose mean it is; they scatter as jackknife pseudo-values do
 */
record StyleDistance(double[] parts) {

    /** Fewest texts: those of an interval, without which a distance may be chance. */
    static final int FEWEST = MeanInterval.FEWEST;

    /**
     * Of texts with these fingerprints. Leaving one out changes the scale, too: what it is fitted to is also chance.
     *
     * @param scale fitted to all texts of base's
     * @param scales by text: fitted to base's other ones
     */
    static StyleDistance of(List<double[]> fingerprints, StyleScale scale, List<StyleScale> scales) {
        int n = fingerprints.size();
        double[] left = IntStream.range(0, n)
                .mapToDouble(i -> squared(without(fingerprints, i), scales.get(i)))
                .toArray();
        // around the estimate, which needs none of the jackknife's correction: the scale's weights depend on the number
        double all = squared(fingerprints, scale);
        double mean = Summary.of(left).mean();
        return new StyleDistance(
                Arrays.stream(left).map(each -> all - (n - 1) * (each - mean)).toArray());
    }

    /** All but one. */
    static <T> List<T> without(List<T> all, int left) {
        return IntStream.range(0, all.size())
                .filter(i -> i != left)
                .mapToObj(all::get)
                .toList();
    }

    /** The mean product of different texts' offsets, less the reference's chance. */
    private static double squared(List<double[]> fingerprints, StyleScale scale) {
        double[] sum = new double[scale.centre().length];
        double own = 0;
        for (double[] fingerprint : fingerprints) {
            double[] offset = scale.offset(fingerprint);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += offset[k];
                own += offset[k] * offset[k];
            }
        }
        int n = fingerprints.size();
        return (Arrays.stream(sum).map(each -> each * each).sum() - own) / (n * (n - 1.0)) - scale.chance();
    }

    /** Perhaps below 0, where chance alone would have more. */
    double squared() {
        return Summary.of(parts).mean();
    }

    /** Its root; 0 where chance alone would have more. */
    double value() {
        return Math.sqrt(Math.max(0, squared()));
    }
}
