package dev.sonde.probe;

import dev.sonde.stats.Fieller;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is left of an effect at some distance: the mean root of the divergences there over that at the start.
 *
 * <p>Roots, because a divergence falls with the square of a small effect: a quarter of the divergence is half of the
 * effect.
 *
 * @param at how far from the start, in the unit of the probe: tokens or turns; above 0
 * @param mean mean divergence there, in nats
 * @param share mean root divergence there over that at the start; may exceed 1; finite
 * @param interval of the share, Fieller's over prompts; empty below 4 prompts, and where the effect at the start may be 0
 */
public record Retention(double at, double mean, double share, Optional<Interval> interval) {

    /**
     * Compares the divergences of the same prompts.
     *
     * @param start at least one above 0
     * @param there as many
     * @throws IllegalArgumentException if nothing was there at the start
     */
    public static Retention of(double at, double[] start, double[] there) {
        double[] from = roots(start);
        double[] to = roots(there);
        double share = Summary.of(to).mean() / Summary.of(from).mean();
        if (!Double.isFinite(share)) {
            throw new IllegalArgumentException("Nothing can be left of an effect of 0");
        }
        var interval = Fieller.of(to, from, MeanInterval.DEFAULT_LEVEL).map(found -> around(share, found));
        return new Retention(at, Summary.of(there).mean(), share, interval);
    }

    private static double[] roots(double[] divergences) {
        return Arrays.stream(divergences).map(Math::sqrt).toArray();
    }

    /** Nothing below 0; rounding must not leave the share outside. */
    private static Interval around(double share, Interval found) {
        return new Interval(
                Math.max(0, Math.min(share, found.lower())),
                Math.max(share, found.upper()),
                found.level(),
                found.method() + " on roots");
    }

    /** The distance at which half of the divergence is left, were the decay exponential; empty without a decay. */
    public OptionalDouble halfLife() {
        return share < 1 ? OptionalDouble.of(-at * Math.log(2) / (2 * Math.log(share))) : OptionalDouble.empty();
    }

    /** The share that is left at distance {@code at} of an effect whose divergence has this half-life. */
    public static double shareAfter(double at, double halfLife) {
        return Math.pow(2, -at / (2 * halfLife));
    }
}
