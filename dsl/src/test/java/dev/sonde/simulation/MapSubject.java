package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.modules.ModuleAblationEvidence;
import dev.sonde.probe.modules.ModuleAblationProbe;
import dev.sonde.probe.modules.ModuleAblationSpec;
import dev.sonde.probe.modules.RegionEffect;
import dev.sonde.stats.Interval;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** {@code module_ablation}: each of four layers does half of the effect alone; the bands are to hold for all four at once. */
record MapSubject() implements Subject {

    private static final double THRESHOLD = ModuleAblationSpec.DEFAULT_ASSERT_MEAN_GTE;
    private static final double SPREAD = 0.3; // of the logarithm of an adapter's strength
    private static final double ALONE = 0.5;
    private static final double LEFT = 0.7; // without a layer

    @Override
    public String name() {
        return "`module_ablation`, bands of 4 layers at once";
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public Trial<ModuleAblationSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double mean = truth == Truth.AT_BOUND ? THRESHOLD : 3 * THRESHOLD;
        boolean one = truth == Truth.NULL_ADAPTER;
        var whole = new Observed(view -> {
            double strength = one ? Math.exp(SPREAD * random.nextGaussian()) : 1;
            double own = view instanceof View.NullAdapter && !one ? THRESHOLD / 100 : mean;
            return drawn(n, i -> strength * own * Shape.EXPONENTIAL.draw(random));
        });
        var parts = new Observed(view -> {
            double[] all = whole.under(View.FINE_TUNED);
            double share = ((View.Partial) view).only() ? ALONE : LEFT;
            return drawn(n, i -> share * all[i] * Shape.SQUARED.draw(random));
        });
        return new Trial<>(
                new ModuleAblationProbe(),
                ModuleAblationSpec.of(probe, Observed.texts(n, "prompt")),
                evaluation -> {
                    var observed = evaluation.view() instanceof View.Partial ? parts : whole;
                    return Answers.shifted(observed.of(evaluation, ((NextToken) evaluation.operation()).prompt()));
                },
                Optional.of(whole::mean),
                ALONE * mean);
    }

    private static double[] drawn(int n, IntToDoubleFunction value) {
        var values = new double[n];
        Arrays.setAll(values, value);
        return values;
    }

    /** What lies in all bands; a point below them all where nothing does. */
    @Override
    public Optional<Interval> interval(ProbeResult<?> result) {
        List<Interval> bands = result.evidence().map(ModuleAblationEvidence.class::cast).stream()
                .flatMap(evidence -> evidence.layers().stream())
                .map(RegionEffect::aloneBand)
                .flatMap(Optional::stream)
                .toList();
        if (bands.isEmpty()) {
            return Optional.empty();
        }
        double lower = bands.stream().mapToDouble(Interval::lower).max().orElseThrow();
        double upper = bands.stream().mapToDouble(Interval::upper).min().orElseThrow();
        return Optional.of(
                lower <= upper ? new Interval(lower, upper, 0.95, "all") : new Interval(-1, -1, 0.95, "none"));
    }
}
