package dev.sonde.probe.positionshift;

import java.util.List;

/**
 * The changes along one text.
 *
 * @param prompt what the text answers; empty for a text that was given
 * @param text what was looked at, as far as it was
 * @param positions in order; at least one
 */
public record TextShift(String prompt, String text, List<PositionShift> positions) {

    /** Copies {@code positions}. */
    public TextShift {
        positions = List.copyOf(positions);
    }

    /** Mean divergence over the positions, in nats. */
    public double meanNats() {
        return positions.stream().mapToDouble(PositionShift::nats).average().orElseThrow();
    }

    /** Which share of the positions is of this class. */
    double share(ShiftClass wanted) {
        return positions.stream()
                        .filter(position -> position.shiftClass() == wanted)
                        .count()
                / (double) positions.size();
    }
}
