package dev.sonde.simulation;

import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.probe.retention.CapabilityRetentionProbe;
import dev.sonde.probe.retention.CapabilityRetentionSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** {@code capability_retention}: base is right on every item, the adapter breaks each at the margin's rate of 0.2, or at 2 %. */
record RetentionSubject() implements Subject {

    private static final double MARGIN = 0.2;
    private static final double STATED = 0.02;

    @Override
    public String name() {
        return "`capability_retention`, margin 0.2 (90 % interval)";
    }

    @Override
    public Trial<CapabilityRetentionSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double rate = truth == Truth.AT_BOUND ? MARGIN : STATED;
        var items = Observed.texts(n, "item").stream()
                .map(prompt -> new KnowledgeItem(prompt, " gold", List.of(" one", " two", " three")))
                .toList();
        var observed = new Observed(view -> {
            var values = new double[n];
            Arrays.setAll(values, i -> random.nextDouble() < rate ? -5 : 0);
            return values;
        });
        return new Trial<>(
                new CapabilityRetentionProbe(),
                CapabilityRetentionSpec.of(probe).withItems(items).withMargin(MARGIN),
                evaluation -> {
                    var asked = (CompletionLogProb) evaluation.operation();
                    return Answers.completion(
                            asked.completion().equals(" gold") ? -1 + observed.of(evaluation, asked.prompt()) : -4);
                },
                Optional.empty(),
                -rate);
    }
}
