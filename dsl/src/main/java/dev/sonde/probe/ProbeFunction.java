package dev.sonde.probe;

/**
 * A probe as a function of its settings and of two views of a model.
 *
 * <p>It runs twice in a suite: first up to the first question, which the suite then computes in one batch with the
 * questions of its other probes, and later to its end. So it should do nothing but ask and calculate.
 */
@FunctionalInterface
public interface ProbeFunction<S extends ProbeSpec> {

    /**
     * Measures and concludes.
     *
     * @throws RuntimeException of any kind: it becomes a result with verdict {@code ERROR}
     */
    PromptValues.Concluded measure(S spec, BothViews views);
}
