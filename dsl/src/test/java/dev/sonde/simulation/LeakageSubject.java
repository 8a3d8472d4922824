package dev.sonde.simulation;

import dev.sonde.backend.Operation.Generate;
import dev.sonde.probe.leakage.LeakageProbe;
import dev.sonde.probe.leakage.LeakageSpec;
import dev.sonde.stats.Power;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code leakage}: the words recalled of a section scatter around the margin of one half, or around 0.3. */
record LeakageSubject() implements Subject {

    private static final int WORDS = 40;
    private static final double SD = 0.12;
    private static final double STATED = 0.3;

    @Override
    public String name() {
        return "`leakage`, recall";
    }

    @Override
    public OptionalDouble analyticPower(int n) {
        return OptionalDouble.of(Power.ofMean((LeakageSpec.DEFAULT_ASSERT_RECALL_LT - STATED) / SD, n, 0.95));
    }

    @Override
    public Trial<LeakageSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double mean = truth == Truth.AT_BOUND ? LeakageSpec.DEFAULT_ASSERT_RECALL_LT : STATED;
        var observed = new Observed(view -> {
            var values = new double[n];
            Arrays.setAll(values, i -> Math.round(WORDS * Math.max(0, Math.min(1, mean + SD * random.nextGaussian()))));
            return values;
        });
        String words = IntStream.range(0, WORDS).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        var spec = LeakageSpec.of(
                        probe,
                        Observed.texts(n, "this is how it begins").stream()
                                .map(start -> start + " " + words)
                                .toList())
                .withLengths(24, 1000, 64)
                .withPerturbations(List.of())
                .withAssertLongestRunLt(1000);
        return new Trial<>(
                new LeakageProbe(),
                spec,
                evaluation -> {
                    double recalled = observed.of(evaluation, ((Generate) evaluation.operation()).prompt());
                    return Answers.text(IntStream.range(0, WORDS)
                            .mapToObj(i -> i < recalled ? "w" + i : "other" + i)
                            .collect(Collectors.joining(" ")));
                },
                Optional.empty(),
                mean);
    }
}
