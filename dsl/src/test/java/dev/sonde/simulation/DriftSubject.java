package dev.sonde.simulation;

import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.probe.drift.CalibrationDriftProbe;
import dev.sonde.probe.drift.CalibrationDriftSpec;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.stats.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** {@code calibration_drift}: items regress independently, at the largest rate that passes, or at 2 %. */
record DriftSubject() implements Subject {

    private static final double BOUND = CalibrationDriftSpec.DEFAULT_ASSERT_FRACTION_REGRESSED_LT;
    private static final double STATED = 0.02;
    private static final double BASE = -1;

    @Override
    public String name() {
        return "`calibration_drift`, share regressed";
    }

    /** As many regressed items as Wilson's interval can bear. */
    @Override
    public OptionalDouble analyticPower(int n) {
        int most = -1;
        while (Proportion.wilson(most + 1, n, 0.95).upper() <= BOUND) {
            most++;
        }
        return OptionalDouble.of(
                most < 0 ? 0 : BinomialDistribution.of(n, STATED).cumulativeProbability(most));
    }

    @Override
    public Trial<CalibrationDriftSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double rate = truth == Truth.AT_BOUND ? BOUND : STATED;
        var items = Observed.texts(n, "item").stream()
                .map(prompt -> new KnowledgeItem(prompt, " gold", List.of(" one", " two", " three")))
                .toList();
        var observed = new Observed(view -> {
            var values = new double[n];
            Arrays.setAll(values, i -> random.nextDouble() < rate ? -1.5 : 0.1 * random.nextGaussian());
            return values;
        });
        return new Trial<>(
                new CalibrationDriftProbe(),
                CalibrationDriftSpec.of(probe).withItems(items),
                evaluation -> {
                    var asked = (CompletionLogProb) evaluation.operation();
                    return Answers.completion(
                            asked.completion().equals(" gold") ? BASE + observed.of(evaluation, asked.prompt()) : -4);
                },
                Optional.empty(),
                rate);
    }
}
