package dev.sonde.simulation;

/** What is true of a made-up adapter. */
public enum Truth {
    /** It is one more null adapter. */
    NULL_ADAPTER,
    /** Its effect, or its harm, is exactly at the bound that the probe asks for: not beyond it. */
    AT_BOUND,
    /** What the probe asks for holds by the effect that the subject states. */
    HOLDS
}
