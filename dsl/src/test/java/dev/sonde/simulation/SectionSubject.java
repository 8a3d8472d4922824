package dev.sonde.simulation;

import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationProbe;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import dev.sonde.stats.Power;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code section_internalization}: each section of 128 tokens saves a share of base's nats that scatters by 0.05. */
record SectionSubject() implements Subject {

    private static final int TOKENS = 128;
    private static final double BASE = 3;
    private static final double TOKEN_SD = 0.3;
    private static final double SD = 0.05;
    private static final double STATED = 0.15;

    @Override
    public String name() {
        return "`section_internalization`, mean lift";
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public OptionalDouble analyticPower(int n) {
        return OptionalDouble.of(Power.ofMean((STATED - SectionInternalizationSpec.DEFAULT_THRESHOLD) / SD, n, 0.95));
    }

    @Override
    public Trial<SectionInternalizationSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double mean = truth == Truth.AT_BOUND ? SectionInternalizationSpec.DEFAULT_THRESHOLD : STATED;
        // the tokens of one section after those of another
        var costs = new Observed(view -> {
            var values = new double[n * TOKENS];
            boolean one = truth == Truth.NULL_ADAPTER;
            double adapter = view instanceof View.NullAdapter && !one ? 0 : mean;
            adapter += one ? SD * random.nextGaussian() : 0;
            for (int i = 0; i < n; i++) {
                double lift = adapter + SD * random.nextGaussian();
                for (int k = 0; k < TOKENS; k++) {
                    values[i * TOKENS + k] = BASE * (1 - lift) + TOKEN_SD * random.nextGaussian();
                }
            }
            return values;
        });
        var sections = Observed.texts(n, "section").stream()
                .map(text -> Section.prose(text, text))
                .toList();
        return new Trial<>(
                new SectionInternalizationProbe(),
                SectionInternalizationSpec.of(probe, sections).withControls(List.of("control")),
                evaluation -> {
                    String text = ((RollingLogProb) evaluation.operation()).text();
                    var nats = new double[TOKENS];
                    Arrays.fill(nats, -BASE);
                    if (!text.equals("control") && !evaluation.view().equals(View.BASE)) {
                        int from = Observed.index(text) * TOKENS;
                        Arrays.setAll(nats, k -> -Math.max(0, costs.under(evaluation.view())[from + k]));
                    }
                    return Answers.rolling(nats);
                },
                Optional.of(view -> 1 - costs.mean(view) / BASE),
                mean);
    }
}
