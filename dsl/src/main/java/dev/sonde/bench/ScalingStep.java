package dev.sonde.bench;

/**
 * One size of work, and what it took.
 *
 * @param what was done
 * @param evaluations answered
 * @param tokens that went through the model, without padding
 * @param millis wall time of all of it
 * @param residentMiB memory of the process afterwards, in MiB; NaN where the system does not say
 * @param heapMiB of it on the Java heap after a collection
 */
public record ScalingStep(
        String what, long evaluations, long tokens, double millis, double residentMiB, double heapMiB) {

    /** Milliseconds an evaluation: flat, if nothing grows with their number. */
    public double millisPerEvaluation() {
        return millis / evaluations;
    }

    /** Microseconds a token: flat, if time is linear in tokens. */
    public double microsPerToken() {
        return 1e3 * millis / tokens;
    }
}
