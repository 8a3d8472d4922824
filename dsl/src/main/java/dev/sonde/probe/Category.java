package dev.sonde.probe;

/** What a kind of probe is about; the composite score weighs categories. */
public enum Category {
    /** Does the adapter change anything, and how much? */
    ADHERENCE,
    /** Is the change what was trained? */
    ATTRIBUTION,
    /** Is everything else still as it was? */
    CALIBRATION,
    /** How does the change depend on the adapter's strength or parts? */
    ABLATION,
    /** What does an adapter that knows nothing do? */
    BASELINE
}
