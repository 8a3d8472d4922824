package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.multiturn.MultiTurnEvidence;
import dev.sonde.probe.multiturn.MultiTurnProbe;
import dev.sonde.probe.multiturn.MultiTurnSpec;
import dev.sonde.stats.Interval;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code multi_turn_coherence_decay}: of a clear effect half is left in the second turn (the bound), or 0.9. */
record DialogueSubject() implements Subject {

    private static final double ROOT = 0.4; // of nats
    private static final double SCATTER = 0.3;

    @Override
    public String name() {
        return "`multi_turn_coherence_decay`, share left";
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public Trial<MultiTurnSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double share = truth == Truth.AT_BOUND ? MultiTurnSpec.DEFAULT_ASSERT_RETAINED_GTE : 0.9;
        // the first n are shifts in the first turn, the others in the second
        var observed = new Observed(view -> {
            double strength = view instanceof View.NullAdapter && truth != Truth.NULL_ADAPTER ? 0.02 : 1;
            strength *= truth == Truth.NULL_ADAPTER ? Math.exp(0.1 * random.nextGaussian()) : 1;
            var values = new double[2 * n];
            for (int i = 0; i < n; i++) {
                double first = ROOT * strength * Math.abs(1 + SCATTER * random.nextGaussian());
                double second = share * first * Math.abs(1 + SCATTER / 2 * random.nextGaussian());
                values[i] = first * first;
                values[n + i] = second * second;
            }
            return values;
        });
        return new Trial<>(
                new MultiTurnProbe(),
                MultiTurnSpec.of(probe, Observed.texts(n, "prompt")).withTurns(2, 8),
                evaluation -> {
                    if (!(evaluation.operation() instanceof NextToken asked)) {
                        return Answers.text("Yes");
                    }
                    boolean second =
                            asked.prompt().indexOf('|') < asked.prompt().lastIndexOf('|');
                    int index = Observed.index(asked.prompt()) + (second ? n : 0);
                    return Answers.surprising(observed.of(evaluation, index + ""));
                },
                Optional.of(view -> {
                    double sum = 0;
                    for (int i = n; i < 2 * n; i++) {
                        sum += observed.under(view)[i];
                    }
                    return sum / n;
                }),
                share);
    }

    @Override
    public Optional<Interval> interval(ProbeResult<?> result) {
        return result.evidence()
                .map(MultiTurnEvidence.class::cast)
                .flatMap(evidence -> evidence.curve().get(0).interval());
    }
}
