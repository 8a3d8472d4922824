package dev.sonde.probe;

import dev.sonde.backend.Evaluation;
import java.util.List;

/**
 * A way to measure a model.
 *
 * <p>The life of one probe in a run:
 *
 * <ol>
 *   <li>{@link #plan} says which evaluations are known in advance; the runner computes them with those of all other
 *       probes in large batches.
 *   <li>{@link #run} reads them from the context, and whatever else it needs, and concludes.
 * </ol>
 *
 * <p>A probe asks {@link ProbeContext#tuned()} for the view under test instead of naming the fine-tuned one: the same
 * code then measures null adapters. Implementations are stateless. Registered through {@code
 * META-INF/services/dev.sonde.probe.Probe} or {@link ProbeRegistry#register}.
 */
public interface Probe<S extends ProbeSpec, E extends Evidence> {

    /** Which kind this is. Constant. */
    ProbeKind<S, E> kind();

    /** Whether it asks a model anything; false for one that looks at files only, and then a suite of such runs without. */
    default boolean needsModel() {
        return true;
    }

    /** The evaluations known in advance; {@link #run} reads each of them. May be empty. */
    List<Evaluation<?>> plan(S spec, ProbeContext context);

    /**
     * Measures and concludes.
     *
     * @throws RuntimeException of any kind: the runner turns it into a result with verdict {@code ERROR}
     */
    ProbeResult<E> run(S spec, ProbeContext context);
}
