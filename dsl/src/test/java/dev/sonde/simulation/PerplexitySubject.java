package dev.sonde.simulation;

import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.probe.perplexity.ExternalPerplexityProbe;
import dev.sonde.probe.perplexity.ExternalPerplexitySpec;
import dev.sonde.stats.Power;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** {@code external_perplexity}: no loss, by the margin of 0.1 nats a token, or a loss of just that. */
record PerplexitySubject(Shape shape) implements Subject {

    private static final double BASE = -3;
    private static final double LEVEL = 0.965; // of an interval with as much error above as changes are allowed below
    private static final double SD = 0.1; // of a passage's change; the margin is one of them

    @Override
    public String name() {
        return "`external_perplexity`, " + shape.label + " changes";
    }

    @Override
    public OptionalDouble analyticPower(int n) {
        return shape == Shape.NORMAL
                ? OptionalDouble.of(Power.ofMean(-ExternalPerplexitySpec.DEFAULT_ASSERT_MEAN_DELTA_GTE / SD, n, LEVEL))
                : OptionalDouble.empty();
    }

    @Override
    public Trial<ExternalPerplexitySpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double mean = truth == Truth.AT_BOUND ? ExternalPerplexitySpec.DEFAULT_ASSERT_MEAN_DELTA_GTE : 0;
        var observed = new Observed(view -> {
            var values = new double[n];
            Arrays.setAll(values, i -> mean + SD * shape.draw(random));
            return values;
        });
        var defaults = ExternalPerplexitySpec.of(probe);
        var spec = new ExternalPerplexitySpec(
                probe,
                Observed.texts(n, "passage"),
                defaults.corpus(),
                defaults.chunkChars(),
                n,
                defaults.assertMeanDeltaGte(),
                OptionalDouble.empty());
        return new Trial<>(
                new ExternalPerplexityProbe(),
                spec,
                evaluation -> Answers.rolling(
                        BASE + observed.of(evaluation, ((RollingLogProb) evaluation.operation()).text())),
                Optional.empty(),
                mean);
    }
}
