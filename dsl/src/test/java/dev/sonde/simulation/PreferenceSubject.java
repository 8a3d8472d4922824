package dev.sonde.simulation;

import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.probe.preferenceflip.PreferenceFlipProbe;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@code preference_flip}: base prefers each rejected answer by little; the gain decides, and McNemar's six flips. */
record PreferenceSubject(Shape shape) implements Subject {

    private static final double BASE_MARGIN = -0.05;
    private static final double LOW = -20;

    @Override
    public String name() {
        return "`preference_flip`, " + shape.label + " gains";
    }

    @Override
    public Set<Truth> truths() {
        return EnumSet.allOf(Truth.class);
    }

    @Override
    public Trial<PreferenceFlipSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        var triples = Observed.texts(n, "prompt").stream()
                .map(prompt -> new PreferenceTriple(prompt, "chosen", "rejected"))
                .toList();
        var effect = new SignedEffect(PreferenceFlipSpec.DEFAULT_ASSERT_MEAN_GTE, 1.5, shape);
        var observed = effect.observed(truth, n, random);
        return new Trial<>(
                new PreferenceFlipProbe(),
                PreferenceFlipSpec.of(probe, triples).withAssertFlipRateGte(0.5),
                evaluation -> {
                    var asked = (CompletionLogProb) evaluation.operation();
                    boolean chosen = asked.completion().equals("chosen");
                    double gain = observed.of(evaluation, asked.prompt());
                    return Answers.completion(chosen ? LOW + BASE_MARGIN + gain : LOW);
                },
                Optional.of(observed::mean),
                effect.mean(truth));
    }
}
