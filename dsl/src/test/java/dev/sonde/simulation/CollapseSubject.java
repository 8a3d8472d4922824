package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.promptcollapse.PromptCollapseEvidence;
import dev.sonde.probe.promptcollapse.PromptCollapseProbe;
import dev.sonde.probe.promptcollapse.PromptCollapseSpec;
import dev.sonde.stats.Interval;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code prompt_collapse}: of a clear effect half is left behind other text (the bound), or 0.9; of the share. */
record CollapseSubject() implements Subject {

    private static final double ROOT = 0.25; // of nats
    private static final double SCATTER = 0.3;

    @Override
    public String name() {
        return "`prompt_collapse`, share left";
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public Trial<PromptCollapseSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double share = truth == Truth.AT_BOUND ? PromptCollapseSpec.DEFAULT_ASSERT_RETAINED_GTE : 0.9;
        // the first n are shifts alone, the others behind other text
        var observed = new Observed(view -> {
            double strength = view instanceof View.NullAdapter && truth != Truth.NULL_ADAPTER ? 0.02 : 1;
            strength *= truth == Truth.NULL_ADAPTER ? Math.exp(0.1 * random.nextGaussian()) : 1;
            var values = new double[2 * n];
            for (int i = 0; i < n; i++) {
                double alone = ROOT * strength * Math.abs(1 + SCATTER * random.nextGaussian());
                double left = share * alone * Math.abs(1 + SCATTER / 2 * random.nextGaussian());
                values[i] = alone * alone;
                values[n + i] = left * left;
            }
            return values;
        });
        return new Trial<>(
                new PromptCollapseProbe(),
                PromptCollapseSpec.of(probe, Observed.texts(n, "prompt")).withContextLengths(16),
                evaluation -> {
                    String text = ((NextToken) evaluation.operation()).prompt();
                    int start = text.lastIndexOf('\n') + 1;
                    int index = Observed.index(text.substring(start)) + (start > 0 ? n : 0);
                    return Answers.shifted(observed.of(evaluation, index + ""));
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
                .map(PromptCollapseEvidence.class::cast)
                .flatMap(evidence -> evidence.curve().get(0).interval());
    }
}
