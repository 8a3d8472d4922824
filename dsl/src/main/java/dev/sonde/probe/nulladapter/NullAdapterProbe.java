package dev.sonde.probe.nulladapter;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.Category;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.NullTest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Measures the suite's other probes under adapters of random weights, matched to the real one in modules, rank and norm.
 *
 * <p>Each calibrated probe runs with its own settings, on its own prompts, under every null adapter; all probes share the
 * same m null adapters, so that the largest of several values can be calibrated too: {@link SharedNulls} says what the
 * probes may claim together. A probe then passes only when it beats what a random change of the same size does.
 *
 * <p>Sequential: null adapters are drawn one after the other, until each probe has met enough that are at least as strong as
 * the adapter itself: 3, or more where 3 of all that were asked for could still be p ≤ 0.05. Its p-value is then that
 * number over the draws it took (Besag and Clifford 1991). All probes share the draws, and those that may yet pass need
 * all of them to compare with: one probe with an effect lets the others wait. To leave dull probes out while others go on
 * would let 10 to 35 % of null suites of ten probes pass one, by simulation.
 *
 * <p>Other than the reference, which calibrates each kind on four prompts of its own and matches nothing, and which
 * leaves out runs that fail: here a failed run is an error with its reason, and its probe gets no null distribution.
 */
public final class NullAdapterProbe implements Probe<NullAdapterSpec, NullAdapterEvidence> {

    private static final ProbeKind<NullAdapterSpec, NullAdapterEvidence> KIND =
            new ProbeKind<>("null_adapter", Category.BASELINE, NullAdapterSpec.class, NullAdapterEvidence.class, false);

    @Override
    public ProbeKind<NullAdapterSpec, NullAdapterEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(NullAdapterSpec spec, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (context.capabilities().contains(Capability.NULL_ADAPTER)) {
            for (var target : targets(spec, context)) {
                plan.addAll(
                        target.plan(context.under(context.tuned(), target.spec().name())));
            }
            for (long seed : seeds(spec, context).subList(0, enough(spec).orElse(spec.runs()))) {
                for (var target : targets(spec, context)) {
                    plan.addAll(target.plan(NullColumn.under(seed, target, context)));
                }
            }
        }
        return plan;
    }

    @Override
    public ProbeResult<NullAdapterEvidence> run(NullAdapterSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.NULL_ADAPTER)) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "The backend cannot replace the adapter by random weights; probes fall back to their "
                            + "thresholds. Choose a backend that holds the adapter's weights.");
        }
        var targets = targets(spec, context);
        if (targets.isEmpty()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "No enabled probe of the suite can be calibrated"
                            + (spec.calibrateKinds().isEmpty() ? "." : " among " + spec.calibrateKinds() + "."));
        }
        return concluded(spec, new NullRuns(context, targets).draw(seeds(spec, context), enough(spec)));
    }

    /** Of how many null adapters at least as strong as the adapter each probe needs to be a clear case; empty: draw all. */
    private static OptionalInt enough(NullAdapterSpec spec) {
        return spec.sequential()
                ? OptionalInt.of(Math.min(spec.runs(), NullTest.clear(spec.runs(), NullTest.ALPHA)))
                : OptionalInt.empty();
    }

    private static List<CalibratedProbe<?>> targets(NullAdapterSpec spec, ProbeContext context) {
        return context.calibratedProbes().stream()
                .filter(target -> spec.calibrateKinds().isEmpty()
                        || spec.calibrateKinds().contains(target.probe().kind().name()))
                .toList();
    }

    /** One seed per null; the first ones stay the same when there are more runs, and are then cached. */
    private static List<Long> seeds(NullAdapterSpec spec, ProbeContext context) {
        var drawn = new SplittableRandom(context.seed("null adapters"));
        var seeds = spec.seedBase().isPresent()
                ? LongStream.range(0, spec.runs()).map(i -> spec.seedBase().getAsLong() + i)
                : LongStream.generate(drawn::nextLong).limit(spec.runs());
        return seeds.boxed().toList();
    }

    private static ProbeResult<NullAdapterEvidence> concluded(NullAdapterSpec spec, NullAdapterEvidence evidence) {
        var conclusion = NullAdapterConclusion.of(spec, evidence);
        return ProbeResult.of(spec, KIND, conclusion.verdict(), conclusion.message(), evidence);
    }
}
