package dev.sonde.backend;

/** What a backend can do beyond scoring the base model. Declared, never guessed. */
public enum Capability {
    /** An adapter is there: {@link View.FineTuned}. */
    FINE_TUNED,
    /** {@link View.Scaled} at any lambda. */
    SCALED,
    /** {@link View.NullAdapter}. */
    NULL_ADAPTER,
    /** {@link View.Partial}: any of the modules that {@link ScoringBackend#adaptedModules()} lists. */
    PARTIAL,
    /** {@link View.Merged}. */
    MERGED,
    /** {@link View.Repeated} under really different conditions. */
    REPEATED,
    /** {@link Operation.Generate}. */
    GENERATE,
    /** {@link Operation.NextToken#FULL}: the whole vocabulary. */
    FULL_DISTRIBUTION,
    /** {@link Operation.Embed}. */
    EMBED
}
