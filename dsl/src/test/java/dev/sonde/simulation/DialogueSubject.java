package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
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
        var shifts = new ShareLeft(truth, n, ROOT, share, random);
        return new Trial<>(
                new MultiTurnProbe(),
                MultiTurnSpec.of(probe, Observed.texts(n, "prompt")).withTurns(2, 8),
                evaluation -> {
                    if (!(evaluation.operation() instanceof NextToken asked)) {
                        return Answers.text("Yes");
                    }
                    boolean second =
                            asked.prompt().indexOf('|') < asked.prompt().lastIndexOf('|');
                    return Answers.surprising(shifts.of(evaluation, Observed.index(asked.prompt()), second));
                },
                Optional.of(shifts.left()),
                share);
    }

    @Override
    public Optional<Interval> interval(ProbeResult<?> result) {
        return result.evidence()
                .map(MultiTurnEvidence.class::cast)
                .flatMap(evidence -> evidence.curve().get(0).interval());
    }
}
