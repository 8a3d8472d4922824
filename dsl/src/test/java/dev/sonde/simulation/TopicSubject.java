package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.clusterkl.ClusterKlProbe;
import dev.sonde.probe.clusterkl.ClusterKlSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** {@code cluster_kl}: between two known topics lies 0.14 of the variance (the bound), or 0.7. */
record TopicSubject() implements Subject {

    private static final double ROOT = 0.3; // of nats
    private static final double SD = 0.05; // within a topic, of the root
    private static final double STATED = 0.7;
    private static final double SPREAD = 0.3; // of the logarithm of what a null adapter does to the topics

    @Override
    public String name() {
        return "`cluster_kl`, between 2 topics";
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public Trial<ClusterKlSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double share = truth == Truth.AT_BOUND ? ClusterKlSpec.DEFAULT_ASSERT_SPECIFICITY_GTE : STATED;
        var roots = new Observed(view -> {
            boolean one = truth == Truth.NULL_ADAPTER;
            double apart = view instanceof View.NullAdapter && !one ? 0 : SD * Math.sqrt(share / (1 - share));
            apart *= one ? Math.exp(SPREAD * random.nextGaussian()) : 1;
            var values = new double[n];
            double topic = apart;
            Arrays.setAll(values, i -> Math.abs(ROOT + (i % 2 == 0 ? topic : -topic) + SD * random.nextGaussian()));
            return values;
        });
        return new Trial<>(
                new ClusterKlProbe(),
                ClusterKlSpec.of(probe, Observed.texts(n, "prompt"))
                        .withTopics(IntStream.range(0, n)
                                .mapToObj(i -> i % 2 == 0 ? "even" : "odd")
                                .toList())
                        .withClusters(2, 4),
                evaluation -> {
                    double root = roots.of(evaluation, ((NextToken) evaluation.operation()).prompt());
                    return Answers.shifted(root * root);
                },
                Optional.of(view -> omegaSquared(roots.under(view))),
                share);
    }

    /** Of two topics of equal size: (between − within mean square) / (total + within mean square). */
    private static double omegaSquared(double[] values) {
        int n = values.length;
        double mean = DoubleStream.of(values).average().orElseThrow();
        double even = IntStream.range(0, n)
                .filter(i -> i % 2 == 0)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double between = n * (even - mean) * (even - mean);
        double total = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
        double within = (total - between) / (n - 2);
        return (between - within) / (total + within);
    }
}
