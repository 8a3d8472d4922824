package dev.sonde.simulation;

import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What suites of ten probes on shared null adapters did in many worlds.
 *
 * @param worlds how many
 * @param anyFalse in how many some probe passed whose adapter is a null adapter for it
 * @param shown the share of the probes with an effect that passed; 0 without any
 * @param nulls how many null adapters were drawn on average
 */
record SuiteRates(int worlds, int anyFalse, double shown, double nulls) {

    static final int PROBES = 10;
    private static final int PROMPTS = 6;

    /** Ten probes, the first {@code effects} of which have an effect. */
    static SuiteRates of(int effects, NullAdapterSpec nulls, int worlds, long seed) {
        var random = new SplittableRandom(seed);
        int anyFalse = 0;
        int passed = 0;
        long drawn = 0;
        for (int i = 0; i < worlds; i++) {
            var truths = new ArrayList<>(Collections.nCopies(effects, Truth.HOLDS));
            truths.addAll(Collections.nCopies(PROBES - effects, Truth.NULL_ADAPTER));
            var world = new SuiteWorld(subjects(), truths, PROMPTS, random.split());
            var verdicts = world.verdicts(nulls);
            anyFalse += verdicts.subList(effects, PROBES).contains(Verdict.PASS) ? 1 : 0;
            passed += Collections.frequency(verdicts.subList(0, effects), Verdict.PASS);
            drawn += world.drawn();
        }
        return new SuiteRates(
                worlds, anyFalse, effects == 0 ? 0 : (double) passed / effects / worlds, (double) drawn / worlds);
    }

    private static List<Subject> subjects() {
        return List.of(
                new DivergenceSubject(Shape.SQUARED, false),
                new SectionSubject(),
                new DivergenceSubject(Shape.EXPONENTIAL, false),
                new PreferenceSubject(Shape.NORMAL),
                new DivergenceSubject(Shape.SQUARED, false),
                new DivergenceSubject(Shape.EXPONENTIAL, false),
                new PreferenceSubject(Shape.SKEWED),
                new DivergenceSubject(Shape.SQUARED, false),
                new DivergenceSubject(Shape.LOG_NORMAL, false),
                new PreferenceSubject(Shape.NORMAL));
    }
}
