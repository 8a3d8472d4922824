package dev.sonde.bench;

import dev.sonde.stats.Summary;
import java.util.List;

/**
 * How long the rounds of one contender took.
 *
 * @param millis wall time of each measured round, in order; at least one
 */
public record Timing(String name, Work work, List<Double> millis) {

    /** Copies the times. */
    public Timing {
        millis = List.copyOf(millis);
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' has no measured round");
        }
    }

    /** The middle round, in milliseconds: what is compared. */
    public double median() {
        return quantile(0.5);
    }

    /** The quickest round, in milliseconds. */
    public double fastest() {
        return quantile(0);
    }

    /** Quartile range over median, without unit: above some 0.2 the machine had other work. */
    public double spread() {
        return (quantile(0.75) - quantile(0.25)) / median();
    }

    /** Items a second in the middle round. */
    public double itemsPerSecond() {
        return work.items() / median() * 1e3;
    }

    /** Tokens a second in the middle round; 0 where nothing was computed. */
    public double tokensPerSecond() {
        return work.tokens() / median() * 1e3;
    }

    private double quantile(double p) {
        return Summary.quantile(
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray(), p);
    }
}
