package dev.sonde.probe;

/** What a probe concludes. */
public enum Verdict {
    /** The claim holds. */
    PASS,
    /** The claim does not hold. */
    FAIL,
    /** The claim holds, and something else needs a look. */
    WARN,
    /** Not run, with the reason. */
    SKIP,
    /** Could not be measured: a failure, or a number that is not finite. Never counted as passed. */
    ERROR,
    /** The numbers cannot support a claim either way; the message says how many more are needed. */
    INCONCLUSIVE
}
