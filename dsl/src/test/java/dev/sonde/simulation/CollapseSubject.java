package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
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
        var shifts = new ShareLeft(truth, n, ROOT, share, random);
        return new Trial<>(
                new PromptCollapseProbe(),
                PromptCollapseSpec.of(probe, Observed.texts(n, "prompt")).withContextLengths(16),
                evaluation -> {
                    String text = ((NextToken) evaluation.operation()).prompt();
                    int start = text.lastIndexOf('\n') + 1;
                    int index = Observed.index(text.substring(start));
                    return Answers.shifted(shifts.of(evaluation, index, start > 0));
                },
                Optional.of(shifts.left()),
                share);
    }

    @Override
    public Optional<Interval> interval(ProbeResult<?> result) {
        return result.evidence()
                .map(PromptCollapseEvidence.class::cast)
                .flatMap(evidence -> evidence.curve().get(0).interval());
    }
}
