package dev.sonde.probe.positionshift;

/**
 * How far down base ranks the token that the tuned view thinks most probable. Lin et al. 2023, arXiv:2312.01552, section 2:
 * rank 1, rank 2 or 3, beyond.
 */
public enum ShiftClass {
    /** Base would have said it too. */
    UNSHIFTED,
    /** It is base's second or third choice. */
    MARGINAL,
    /** Base has at least three better ones. */
    SHIFTED;

    private static final int LAST_MARGINAL = 3;

    /** The class of a rank. */
    static ShiftClass of(int rank) {
        return rank == 1 ? UNSHIFTED : rank <= LAST_MARGINAL ? MARGINAL : SHIFTED;
    }
}
