package dev.sonde.simulation;

import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.View;
import dev.sonde.probe.revert.AdapterRevertProbe;
import dev.sonde.probe.revert.AdapterRevertSpec;
import dev.sonde.probe.revert.RevertCase;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** {@code adapter_revert}: of two paraphrases a case, which mostly fare alike, a quarter reverts (the bound), or 2 %. */
record RevertSubject() implements Subject {

    private static final double STATED = 0.02;
    private static final double ALIKE = 0.7; // chance that the second paraphrase fares as the first

    @Override
    public String name() {
        return "`adapter_revert`, 2 paraphrases a case";
    }

    @Override
    public Trial<AdapterRevertSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double rate = truth == Truth.AT_BOUND ? AdapterRevertSpec.DEFAULT_ASSERT_REVERT_RATE_LT : STATED;
        var reverts = new Observed(any -> {
            var values = new double[2 * n];
            for (int i = 0; i < n; i++) {
                values[2 * i] = random.nextDouble() < rate ? 1 : 0;
                boolean alike = random.nextDouble() < ALIKE;
                values[2 * i + 1] = alike ? values[2 * i] : random.nextDouble() < rate ? 1 : 0;
            }
            return values;
        });
        var cases = Observed.texts(n, "asked").stream()
                .map(prompt -> new RevertCase(
                        prompt, "gold " + prompt, List.of(prompt + " in other words", prompt + " once more")))
                .toList();
        return new Trial<>(
                new AdapterRevertProbe(),
                AdapterRevertSpec.of(probe, cases),
                evaluation -> {
                    if (evaluation.operation() instanceof Embed embed) {
                        return Answers.point(embed.text());
                    }
                    String prompt = ((Generate) evaluation.operation()).prompt();
                    int index = 2 * Observed.index(prompt) + (prompt.endsWith("once more") ? 1 : 0);
                    boolean asTrained = prompt.endsWith("asked");
                    boolean reverted = !asTrained && reverts.under(View.FINE_TUNED)[index] > 0;
                    String asked = Observed.index(prompt) + " asked";
                    return Answers.text((evaluation.view().equals(View.BASE) || reverted ? "base " : "gold ") + asked);
                },
                Optional.empty(),
                rate);
    }
}
