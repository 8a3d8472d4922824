package dev.sonde.suite;

import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeRegistry;

/**
 * Runs suites.
 *
 * <p>The life of a run:
 *
 * <ol>
 *   <li>The probe of each enabled entry says which evaluations it knows in advance.
 *   <li>A preflight looks at a few of the prompts: numbers that are not finite make every probe an {@code ERROR}; base
 *       against itself gives the noise floor.
 *   <li>Everything planned is computed in large batches, without what the model remembers from earlier runs.
 *   <li>The probes run, those first whose evidence holds the null distributions of others. One that fails is an {@code
 *       ERROR}; the others go on.
 *   <li>The results, in suite order, with statistics, trace and composite score become one {@link SuiteResult}.
 * </ol>
 *
 * <p>An interrupt of the thread (or a {@link java.util.concurrent.CancellationException}) ends the run early: the result
 * is returned all the same, {@code complete} is false, finished probes keep their results, the others are {@code SKIP}.
 * The thread's interrupt flag stays set.
 */
public final class Runner {
    private Runner() {}

    /**
     * Runs a suite on the caller's thread.
     *
     * @param suite what to measure; its {@code model} is not looked at
     * @param model answers; remembers the answers for later runs
     * @param options listener and trace file
     * @throws java.io.UncheckedIOException if the trace file cannot be begun; nothing has been computed then
     */
    public static SuiteResult run(Suite suite, Model model, RunOptions options) {
        try (var trace = new TraceSink(options.trace(), model.card().id())) {
            var listener = new SafeListener(options.listener());
            SuiteResult result = new SuiteRun(suite, model, listener, trace).toEnd();
            listener.finished(result);
            return result;
        }
    }

    /**
     * Runs a suite whose probes look at files only, without a model.
     *
     * @throws IllegalArgumentException naming the kind of a probe that needs a model
     */
    public static SuiteResult run(Suite suite, RunOptions options) {
        suite.entries().stream()
                .filter(entry -> entry.enabled() && !(entry.spec() instanceof UnbuiltSpec))
                .map(entry -> ProbeRegistry.shared().forSpec(entry.spec()))
                .filter(Probe::needsModel)
                .findFirst()
                .ifPresent(probe -> {
                    throw new IllegalArgumentException(
                            "Suite '%s' has a probe of kind '%s', which needs a model. Run it on one."
                                    .formatted(suite.title(), probe.kind().name()));
                });
        try (Model none = Model.none()) {
            return run(suite, none, options);
        }
    }

    /** Runs a suite silently, without a trace file. */
    public static SuiteResult run(Suite suite, Model model) {
        return run(suite, model, RunOptions.DEFAULT);
    }
}
