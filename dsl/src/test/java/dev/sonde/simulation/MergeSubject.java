package dev.sonde.simulation;

import dev.sonde.backend.MergedType;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.mergeloss.MergeLossProbe;
import dev.sonde.probe.mergeloss.MergeLossSpec;
import java.util.Optional;
import java.util.SplittableRandom;

/** {@code merge_loss}: bf16 loses a tenth of the effect (the margin), or half of that. */
record MergeSubject() implements Subject {

    private static final double ROOT = 0.25; // of nats
    private static final double SCATTER = 0.3;

    @Override
    public String name() {
        return "`merge_loss`, share lost";
    }

    @Override
    public Trial<MergeLossSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double share = MergeLossSpec.DEFAULT_ASSERT_LOST_SHARE_LTE / (truth == Truth.AT_BOUND ? 1 : 2);
        // the first n are the adapter's own effects, the others what merging changes
        var observed = new Observed(any -> {
            var values = new double[2 * n];
            for (int i = 0; i < n; i++) {
                double effect = ROOT * Math.abs(1 + SCATTER * random.nextGaussian());
                double lost = share * effect * Math.abs(1 + SCATTER * random.nextGaussian());
                values[i] = effect * effect;
                values[n + i] = lost * lost;
            }
            return values;
        });
        return new Trial<>(
                new MergeLossProbe(),
                MergeLossSpec.of(probe, Observed.texts(n, "prompt")).withDtypes(MergedType.BF16),
                evaluation -> { // seen from the adapter as it is
                    if (evaluation.view().equals(View.FINE_TUNED)) {
                        return Answers.shifted(0);
                    }
                    int index = Observed.index(((NextToken) evaluation.operation()).prompt());
                    boolean merged = evaluation.view() instanceof View.Merged;
                    return Answers.shifted(observed.under(View.FINE_TUNED)[index + (merged ? n : 0)]);
                },
                Optional.empty(),
                share);
    }
}
