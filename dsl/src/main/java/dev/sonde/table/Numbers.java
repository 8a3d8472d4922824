package dev.sonde.table;

import dev.sonde.stats.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How numbers read in every report, table and figure: {@code 0.123}, {@code +2.10σ}, {@code 12.3s}, {@code 83%}. */
public final class Numbers {

    /** What stands for a value that was not measured. */
    public static final String MISSING = "—";

    private static final double THREE_DECIMALS_SHOW = 0.0005;
    private static final double PLAIN_LIMIT = 1e9;

    private Numbers() {}

    /** A measured value: three decimals, {@code 1.2e-07} where those would show as zero; {@link #MISSING} if not finite. */
    public static String raw(double value) {
        if (!Double.isFinite(value)) {
            return MISSING;
        }
        double size = Math.abs(value);
        if (size >= PLAIN_LIMIT || (size > 0 && size < THREE_DECIMALS_SHOW)) {
            return format("%.1e", value);
        }
        return format("%,.3f", value + 0.0);
    }

    /** As {@link #raw(double)}; {@link #MISSING} when empty. */
    public static String raw(OptionalDouble value) {
        return value.isPresent() ? raw(value.getAsDouble()) : MISSING;
    }

    /** As {@link #raw(OptionalDouble)}, with its unit: {@code 0.123 nats}. */
    public static String raw(OptionalDouble value, String unit) {
        return value.isEmpty() || unit.isEmpty() ? raw(value) : raw(value) + " " + unit;
    }

    /** {@code [0.100, 0.200]}; {@link #MISSING} when empty. */
    public static String interval(Optional<Interval> interval) {
        return interval.map(it -> "[" + raw(it.lower()) + ", " + raw(it.upper()) + "]")
                .orElse(MISSING);
    }

    /** The level of an interval: {@code 95% interval}. */
    public static String level(Interval interval) {
        return format("%.0f%% interval", 100 * interval.level());
    }

    /** A score in [0, 1] with two decimals; {@link #MISSING} when empty. */
    public static String score(OptionalDouble score) {
        return score.isPresent() && Double.isFinite(score.getAsDouble())
                ? format("%.2f", score.getAsDouble())
                : MISSING;
    }

    /** A z-score with its sign: {@code +2.10σ}; {@link #MISSING} if not finite. */
    public static String z(double z) {
        return Double.isFinite(z) ? format("%+,.2f", z) + "σ" : MISSING;
    }

    /** A p-value with three decimals: {@code 0.050}, {@code <0.001}; {@link #MISSING} if not finite. */
    public static String p(double p) {
        if (!Double.isFinite(p)) {
            return MISSING;
        }
        return p < 0.001 ? "<0.001" : format("%.3f", p);
    }

    /** A share in [0, 1] as a percentage with one decimal: {@code 83.3%}. */
    public static String percent(double share) {
        return Double.isFinite(share) ? format("%.1f%%", 100 * share) : MISSING;
    }

    /** A duration in seconds: two decimals below 10 s, one below 100 s, else none; the suffix is {@code s}. */
    public static String seconds(double millis) {
        if (!Double.isFinite(millis)) {
            return MISSING;
        }
        double seconds = millis / 1000;
        return format(seconds < 10 ? "%.2f" : seconds < 100 ? "%.1f" : "%,.0f", seconds) + "s";
    }

    /** Milliseconds with one decimal and separators: {@code 1,234.5}. */
    public static String millis(double millis) {
        return Double.isFinite(millis) ? format("%,.1f", millis) : MISSING;
    }

    /** A whole number with separators. */
    public static String count(long count) {
        return format("%,d", count);
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
