package dev.sonde.suite;

import static java.util.Comparator.comparing;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.cache.CachedBackend;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.NoiseFloor;
import dev.sonde.probe.NullSource;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.stop.StopPoint;
import dev.sonde.trace.TraceAnalysis;
import dev.sonde.trace.TracedBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One run of a suite, from its first look at the model to its result. */
final class SuiteRun {
    private static final int SLOWEST = 10;
    /** Tokens of a distribution where the backend cannot give the whole vocabulary and the suite does not say. */
    private static final int DEFAULT_TOP_K = 256;

    private final Suite suite;
    private final Model model;
    private final RunListener listener;
    private final TraceSink trace;
    private final CachedBackend cache;
    private final TracedBackend backend;
    /** What probes ask: it makes prompts chats where the suite says so. */
    private final Optional<ChatBackend> chats;

    private final RunResults results;
    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();

    SuiteRun(Suite suite, Model model, RunListener listener, TraceSink trace) {
        this.suite = suite;
        this.model = model;
        this.listener = listener;
        this.trace = trace;
        this.cache = new CachedBackend(model.backend(), model.store());
        this.backend = new TracedBackend(cache, trace);
        this.chats = suite.defaults().chat().map(settings -> new ChatBackend(backend, settings));
        this.results = new RunResults(suite, listener);
    }

    SuiteResult toEnd() {
        listener.started(suite);
        Optional<NoiseFloor> noiseFloor = Optional.empty();
        boolean complete = false;
        String yaml = "# The run was interrupted before its suite was written.\n";
        try {
            yaml = yaml(); // first of all: it may hold whole documents, and who interrupts later is not to wait for it
            List<PlannedProbe<?>> probes = results.open();
            RunContext context = context(probes);
            List<Evaluation<?>> planned = plan(probes, context);
            if (probes.stream().anyMatch(PlannedProbe::needsModel)) {
                Preflight preflight = Preflight.of(backend, planned, context.topK());
                noiseFloor = preflight.noiseFloor();
                preflight.problem().ifPresent(problem -> results.failModelProbes(probes, problem));
            }
            if (!results.allDone()) {
                new Planner(cache, listener).compute(planned);
                runAll(probes, context.withNoiseFloor(noiseFloor));
            }
            complete = true;
        } catch (CancellationException interrupted) {
            Thread.currentThread().interrupt();
        }
        return result(yaml, noiseFloor, complete);
    }

    private RunContext context(List<PlannedProbe<?>> probes) {
        List<CalibratedProbe<?>> calibrated = new ArrayList<>();
        for (PlannedProbe<?> probe : probes) {
            if (probe.probe().kind().calibrated()) {
                calibrated.add(probe.calibrated());
            }
        }
        return new RunContext(
                chats.<ScoringBackend>map(chat -> chat).orElse(backend),
                "",
                View.FINE_TUNED,
                suite.defaults().seed(),
                topK(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(calibrated),
                model.adapterFolder(),
                listener);
    }

    /** Divergences are exact over the whole vocabulary, so a suite's top_k matters only where that is not to be had. */
    private int topK() {
        if (model.backend().capabilities().contains(Capability.FULL_DISTRIBUTION)) {
            return NextToken.FULL;
        }
        return suite.defaults().topK() == NextToken.FULL
                ? DEFAULT_TOP_K
                : suite.defaults().topK();
    }

    private List<Evaluation<?>> plan(List<PlannedProbe<?>> probes, RunContext context) {
        var planned = new ArrayList<Evaluation<?>>();
        for (PlannedProbe<?> probe : probes) {
            results.keepIfError(probe, () -> {
                List<Evaluation<?>> asked =
                        probe.plan(context.forProbe(probe.spec().name(), Optional.empty()));
                asked.forEach(evaluation -> planned.add(chats.<Evaluation<?>>map(chat -> chat.inChat(evaluation))
                        .orElse(evaluation)));
                return results.pending(probe);
            });
        }
        return planned;
    }

    private void runAll(List<PlannedProbe<?>> probes, RunContext context) {
        List<PlannedProbe<?>> ordered = probes.stream()
                .sorted(comparing((PlannedProbe<?> probe) -> !probe.isNullSource()))
                .toList();
        for (PlannedProbe<?> probe : ordered) {
            StopPoint.pass("before probe '" + probe.spec().name() + "'");
            if (!results.isDone(probe)) {
                run(probe, context);
            }
        }
    }

    private void run(PlannedProbe<?> probe, RunContext context) {
        String name = probe.spec().name();
        listener.probeStarted(name);
        backend.attributeTo(Optional.of(name));
        long begin = System.nanoTime();
        try {
            ProbeResult<?> result = results.fenced(probe, () -> probe.run(context.forProbe(name, nullsOf(name))));
            results.finish(result.withWallMillis((System.nanoTime() - begin) / 1e6));
        } finally {
            backend.attributeTo(Optional.empty());
        }
    }

    private Optional<NullValues> nullsOf(String probe) {
        return results.evidence(NullSource.class).stream()
                .flatMap(source -> source.valuesOf(probe).stream())
                .findFirst();
    }

    /** Settings that only a program can make, such as a function, leave no file. */
    private String yaml() {
        try {
            return SuiteYaml.write(suite);
        } catch (IllegalArgumentException unwritable) {
            return "# This suite cannot be written as a file: " + unwritable.getMessage() + "\n";
        }
    }

    private SuiteResult result(String yaml, Optional<NoiseFloor> noiseFloor, boolean complete) {
        List<ProbeResult<?>> probes = results.inSuiteOrder(Verdict.SKIP, "interrupted before it was done");
        return new SuiteResult(
                SuiteResult.SCHEMA_VERSION,
                suite.title(),
                yaml,
                model.card(),
                suite.defaults().seed(),
                probes,
                cache.statistics(),
                TraceAnalysis.of(trace.events(), SLOWEST),
                noiseFloor,
                Composite.of(suite, probes),
                startedAt,
                (System.nanoTime() - start) / 1e6,
                complete,
                Environment.of(model.card(), topK(), chats.flatMap(ChatBackend::chatTemplate)));
    }
}
