package dev.sonde.simulation;

import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.paraphrase.ParaphraseCase;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceEvidence;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceProbe;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** {@code paraphrase_invariance}: a clear gain, of which paraphrases keep half (the bound) or 0.9; of the ratio. */
record ParaphraseSubject() implements Subject {

    private static final double LOW = -20;
    private static final double GAIN = 2;
    private static final double SCATTER = 0.5;

    @Override
    public String name() {
        return "`paraphrase_invariance`, ratio";
    }

    @Override
    public Trial<ParaphraseInvarianceSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double ratio = truth == Truth.AT_BOUND ? ParaphraseInvarianceSpec.DEFAULT_RATIO : 0.9;
        var cases = Observed.texts(n, "prompt").stream()
                .map(prompt -> new ParaphraseCase(prompt, "gold", List.of(prompt + " again")))
                .toList();
        // the first n are gains on the prompts, the others on their paraphrases
        var observed = new Observed(view -> {
            var values = new double[2 * n];
            for (int i = 0; i < n && !(view instanceof View.NullAdapter); i++) {
                values[i] = GAIN + SCATTER * random.nextGaussian();
                values[n + i] = ratio * values[i] + SCATTER * random.nextGaussian();
            }
            return values;
        });
        return new Trial<>(
                new ParaphraseInvarianceProbe(),
                ParaphraseInvarianceSpec.of(probe, cases),
                evaluation -> {
                    String prompt = ((CompletionLogProb) evaluation.operation()).prompt();
                    int index = Observed.index(prompt) + (prompt.endsWith("again") ? n : 0);
                    return Answers.completion(LOW + observed.of(evaluation, index + ""));
                },
                Optional.of(view ->
                        DoubleStream.of(observed.under(view)).limit(n).average().orElseThrow()),
                ratio);
    }

    @Override
    public Optional<Interval> interval(ProbeResult<?> result) {
        return result.evidence()
                .map(ParaphraseInvarianceEvidence.class::cast)
                .flatMap(ParaphraseInvarianceEvidence::ratioInterval);
    }
}
