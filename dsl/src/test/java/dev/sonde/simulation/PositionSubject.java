package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.positionshift.PositionShiftProbe;
import dev.sonde.probe.positionshift.PositionShiftSpec;
import dev.sonde.score.Generation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code position_shift}: three tokens of each answer, the first of them shifted most; three times the threshold. */
record PositionSubject(Shape shape) implements Subject {

    private static final double THRESHOLD = PositionShiftSpec.DEFAULT_ASSERT_MEAN_GTE;
    private static final double SPREAD = 0.3; // of the logarithm of an adapter's strength
    private static final String TOKEN = "t1";
    private static final double[] ALONG = {1.5, 1, 0.5}; // of the text's mean

    @Override
    public String name() {
        return "`position_shift`, " + shape.label;
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public Trial<PositionShiftSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double mean = truth == Truth.AT_BOUND ? THRESHOLD : 3 * THRESHOLD;
        var observed = new Observed(view -> {
            var values = new double[n];
            boolean one = truth == Truth.NULL_ADAPTER;
            double strength = one ? Math.exp(SPREAD * random.nextGaussian()) : 1;
            double own = view instanceof View.NullAdapter && !one ? THRESHOLD / 100 : mean;
            Arrays.setAll(values, i -> strength * own * shape.draw(random));
            return values;
        });
        var answer = new Generation(List.of(1, 1, 1), TOKEN.repeat(3), Generation.Ending.LENGTH);
        return new Trial<>(
                new PositionShiftProbe(),
                PositionShiftSpec.of(probe, Observed.texts(n, "prompt")).withPositions(ALONG.length),
                evaluation -> {
                    if (!(evaluation.operation() instanceof NextToken asked)) {
                        return answer;
                    }
                    int written = (asked.prompt().length() - asked.prompt().indexOf("prompt") - "prompt".length())
                            / TOKEN.length();
                    return Answers.surprising(ALONG[written] * observed.of(evaluation, asked.prompt()));
                },
                Optional.of(observed::mean),
                mean);
    }
}
