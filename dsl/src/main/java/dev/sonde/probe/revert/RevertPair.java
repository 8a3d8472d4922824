package dev.sonde.probe.revert;

/**
 * One wording of a question and what both views answer.
 *
 * @param prompt of the case
 * @param wording that was asked
 * @param gold the answer that was to be learned
 * @param base base's answer
 * @param tuned the tuned view's answer
 * @param cosineToGold of the tuned answer; from -1 to 1
 * @param cosineToBase of the tuned answer and base's
 * @param cosineBaseToGold of base's answer
 * @param outcome what it counts as
 */
public record RevertPair(
        String prompt,
        String wording,
        String gold,
        String base,
        String tuned,
        double cosineToGold,
        double cosineToBase,
        double cosineBaseToGold,
        Outcome outcome) {

    /** What a pair counts as. */
    public enum Outcome {
        /** The tuned answer is as near to gold as to base's answer, or nearer; or about the same as gold, and base is silent. */
        STAYED,
        /** It is nearer to base's answer. */
        REVERTED,
        /** Base says about the same as gold: there is nothing to revert to. */
        TRIVIAL,
        /** The tuned answer has no word; or base's has none, and the tuned one is not gold. */
        EMPTY
    }

    /** How much nearer the tuned answer is to gold than to base's answer; below 0 is a revert. */
    public double margin() {
        return cosineToGold - cosineToBase;
    }
}
