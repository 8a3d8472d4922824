package dev.sonde.probe.preferenceflip;

/**
 * How much one triple's chosen answer is preferred.
 *
 * @param triple the prompt and its answers
 * @param base margin under base: log-probability of chosen less that of rejected
 * @param tuned the same under the view under test
 * @param chosenGain how much the log-probability of chosen alone grew; preference training may lower it and widen the
 *     margin all the same
 */
public record PreferenceMargin(PreferenceTriple triple, double base, double tuned, double chosenGain) {

    /** How much the margin grew. */
    double gain() {
        return tuned - base;
    }

    /** Whether base prefers the chosen answer; a tie is no preference. */
    boolean baseRight() {
        return base > 0;
    }

    /** Whether the view under test prefers the chosen answer. */
    boolean tunedRight() {
        return tuned > 0;
    }
}
