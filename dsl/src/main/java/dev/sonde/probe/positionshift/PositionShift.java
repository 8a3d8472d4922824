package dev.sonde.probe.positionshift;

/**
 * The change at one token of a text.
 *
 * @param position which token of the text or answer, from 1
 * @param token what the tuned view thinks most probable there, for people
 * @param base what base thinks most probable there, for people
 * @param nats divergence of the two next-token distributions
 * @param rank of the tuned view's token in base's order, from 1; one more than base's list where it is not on it
 */
public record PositionShift(int position, String token, String base, double nats, int rank) {

    /** The class of {@link #rank}. */
    public ShiftClass shiftClass() {
        return ShiftClass.of(rank);
    }
}
