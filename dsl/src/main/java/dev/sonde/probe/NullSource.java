package dev.sonde.probe;

import java.util.Optional;

/** Evidence that gives other probes their null distribution; the runner lets its probe run before all others. */
public interface NullSource extends Evidence {

    /** The raw values of the probe with this name under each null adapter; empty where it has none. */
    Optional<NullValues> valuesOf(String probe);
}
