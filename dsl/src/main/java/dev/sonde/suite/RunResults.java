package dev.sonde.suite;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The results of a run as they come in; each entry of the suite gets exactly one. */
final class RunResults {
    private final Suite suite;
    private final RunListener listener;
    private final Map<String, ProbeResult<?>> done = new HashMap<>();

    RunResults(Suite suite, RunListener listener) {
        this.suite = suite;
        this.listener = listener;
    }

    /** The probes that are to run; entries that are disabled, or that nothing can run, get their result here. */
    List<PlannedProbe<?>> open() {
        var open = new ArrayList<PlannedProbe<?>>();
        for (SuiteEntry entry : suite.entries()) {
            ProbeSpec spec = entry.spec();
            if (spec instanceof UnbuiltSpec unbuilt) {
                finish(without(spec, Verdict.SKIP, "kind '" + unbuilt.kind() + "' is not in this version yet"));
            } else if (!entry.enabled()) {
                finish(without(spec, Verdict.SKIP, "disabled in the suite"));
            } else {
                ProbeResult<?> found = ErrorFence.around(spec.name(), kind(spec), () -> {
                    open.add(PlannedProbe.of(spec));
                    return without(spec, Verdict.SKIP, "");
                });
                keepError(found);
            }
        }
        return open;
    }

    /** Runs {@code work} behind the error fence and keeps its result only if that is an error. */
    void keepIfError(PlannedProbe<?> probe, Supplier<ProbeResult<?>> work) {
        keepError(fenced(probe, work));
    }

    /** A stand-in for a result that is still to come. */
    ProbeResult<?> pending(PlannedProbe<?> probe) {
        return without(probe.spec(), Verdict.SKIP, "");
    }

    ProbeResult<?> fenced(PlannedProbe<?> probe, Supplier<ProbeResult<?>> work) {
        return ErrorFence.around(probe.spec().name(), probe.probe().kind().name(), work);
    }

    boolean isDone(PlannedProbe<?> probe) {
        return done.containsKey(probe.spec().name());
    }

    boolean allDone() {
        return suite.entries().stream()
                .allMatch(entry -> done.containsKey(entry.spec().name()));
    }

    void finish(ProbeResult<?> result) {
        done.put(result.name(), result);
        listener.probeFinished(result);
    }

    /** Gives every probe that needs a model, and has no result, the verdict {@code ERROR}. */
    void failModelProbes(List<PlannedProbe<?>> probes, String reason) {
        for (PlannedProbe<?> probe : probes) {
            if (probe.needsModel() && !isDone(probe)) {
                finish(without(probe.spec(), Verdict.ERROR, reason));
            }
        }
    }

    /** All evidence of a type so far, in suite order. */
    <E extends Evidence> List<E> evidence(Class<E> type) {
        return inSuiteOrder(Verdict.SKIP, "").stream()
                .flatMap(result -> result.evidence().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** One result for each entry; {@code verdict} and {@code reason} for those without one. */
    List<ProbeResult<?>> inSuiteOrder(Verdict verdict, String reason) {
        var ordered = new ArrayList<ProbeResult<?>>();
        for (SuiteEntry entry : suite.entries()) {
            ProbeResult<?> result = done.get(entry.spec().name());
            ordered.add(result == null ? without(entry.spec(), verdict, reason) : result);
        }
        return ordered;
    }

    private void keepError(ProbeResult<?> result) {
        if (result.verdict() == Verdict.ERROR) {
            finish(result);
        }
    }

    private static ProbeResult<?> without(ProbeSpec spec, Verdict verdict, String reason) {
        return ProbeResult.without(spec.name(), kind(spec), verdict, reason);
    }

    private static String kind(ProbeSpec spec) {
        return spec instanceof UnbuiltSpec unbuilt
                ? unbuilt.kind()
                : ProbeRegistry.shared().all().stream()
                        .map(probe -> probe.kind())
                        .filter(kind -> kind.specType().isInstance(spec))
                        .reduce((earlier, later) -> later)
                        .map(kind -> kind.name())
                        .orElse(spec.getClass().getSimpleName());
    }
}
