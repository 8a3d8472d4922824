package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis: data to pixels, with round ticks.
 *
 * @param low data value at {@code from}, less than {@code high}
 * @param high data value at {@code to}
 * @param from pixel
 * @param to pixel; may be less than {@code from}
 */
record AxisScale(double low, double high, double from, double to) {

    /** Larger values are drawn at the edge, so that a difference of two never overflows. */
    private static final double LARGEST = 1e300;

    /** An axis that reaches all values, with a margin; equal values get room around them. */
    static AxisScale reaching(List<Double> values, double from, double to) {
        double low = values.stream().mapToDouble(AxisScale::clamp).min().orElse(0);
        double high = values.stream().mapToDouble(AxisScale::clamp).max().orElse(1);
        if (low == high) {
            double room = low == 0 ? 1 : Math.abs(low) * 0.5;
            return new AxisScale(low - room, high + room, from, to);
        }
        double margin = (high - low) * 0.04;
        return new AxisScale(low == 0 ? low - margin / 4 : low - margin, high + margin, from, to);
    }

    double pixel(double value) {
        return from + (clamp(value) - low) / (high - low) * (to - from);
    }

    /** Round values inside the axis, about {@code wanted} of them. */
    List<Double> ticks(int wanted) {
        double step = step((high - low) / wanted);
        var ticks = new ArrayList<Double>();
        for (double k = Math.ceil(low / step); k * step <= high && ticks.size() < 2 * wanted + 2; k++) {
            ticks.add(k * step + 0.0);
        }
        return ticks;
    }

    /** How a tick reads: as many decimals as tell it from its neighbour. */
    String label(double tick, int wanted) {
        double step = step((high - low) / wanted);
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size >= 1e6 || size < 1e-3) {
            return tick == 0 ? "0" : String.format(Locale.ROOT, "%.2g", tick);
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick + 0.0);
    }

    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private static double clamp(double value) {
        return Math.max(-LARGEST, Math.min(LARGEST, value));
    }
}
