package dev.sonde.simulation;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.deltakl.DeltaKlProbe;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.score.Score;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code delta_kl}: asked for an effect, or, with a margin, for no more than that. */
record DivergenceSubject(Shape shape, boolean harmless) implements Subject {

    private static final double THRESHOLD = 0.02;
    private static final double MARGIN = 0.05;
    private static final double SPREAD = 0.3; // of the logarithm of an adapter's strength

    @Override
    public String name() {
        return "`delta_kl`, " + shape.label + (harmless ? ", no more than" : "");
    }

    @Override
    public Set<Truth> truths() {
        return harmless ? Subject.super.truths() : EnumSet.allOf(Truth.class);
    }

    /** Three times the threshold, or a third of the margin, in nats. */
    private double mean(Truth truth) {
        return switch (truth) {
            case NULL_ADAPTER -> 3 * THRESHOLD;
            case AT_BOUND -> harmless ? MARGIN : THRESHOLD;
            case HOLDS -> harmless ? MARGIN / 3 : 3 * THRESHOLD;
        };
    }

    @Override
    public Trial<DeltaKlSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        var spec = DeltaKlSpec.of(probe, Observed.texts(n, "prompt"));
        var observed = new Observed(view -> {
            var values = new double[n];
            boolean isNull = view instanceof View.NullAdapter;
            double strength = truth == Truth.NULL_ADAPTER ? Math.exp(SPREAD * random.nextGaussian()) : 1;
            double mean = isNull && truth != Truth.NULL_ADAPTER ? THRESHOLD / 100 : mean(truth);
            Arrays.setAll(values, i -> strength * mean * shape.draw(random));
            return values;
        });
        return new Trial<>(
                new DeltaKlProbe(),
                harmless ? spec.withAssertMeanLte(MARGIN) : spec,
                evaluation -> answer(evaluation, observed),
                harmless ? Optional.empty() : Optional.of(observed::mean),
                mean(truth));
    }

    private static Score answer(Evaluation<?> evaluation, Observed observed) {
        var asked = (NextToken) evaluation.operation();
        return Answers.shifted(observed.of(evaluation, asked.prompt()));
    }
}
