package dev.sonde.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.probe.tooluse.ToolCase;
import dev.sonde.probe.tooluse.ToolUseFidelityProbe;
import dev.sonde.probe.tooluse.ToolUseFidelitySpec;
import dev.sonde.stats.Proportion;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** {@code tool_use_fidelity}: base makes every call, the adapter breaks each at the margin's rate of 0.2, or at 2 %. */
record ToolUseSubject() implements Subject {

    private static final double MARGIN = 0.2;
    private static final double STATED = 0.02;

    @Override
    public String name() {
        return "`tool_use_fidelity`, margin 0.2";
    }

    @Override
    public OptionalDouble analyticPower(int n) {
        int most = -1;
        while (Proportion.wilson(most + 1, n, 0.95).upper() <= MARGIN) {
            most++;
        }
        return OptionalDouble.of(
                most < 0 ? 0 : BinomialDistribution.of(n, STATED).cumulativeProbability(most));
    }

    @Override
    public Trial<ToolUseFidelitySpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double rate = truth == Truth.AT_BOUND ? MARGIN : STATED;
        var tool = JsonNodeFactory.instance.objectNode().put("name", "search");
        var cases = Observed.texts(n, "case").stream()
                .map(prompt -> new ToolCase(prompt, tool, "search", 16))
                .toList();
        var broken = new Observed(view -> {
            var values = new double[n];
            Arrays.setAll(values, i -> random.nextDouble() < rate ? 1 : 0);
            return values;
        });
        return new Trial<>(
                new ToolUseFidelityProbe(),
                ToolUseFidelitySpec.of(probe, cases)
                        .withAssertValidityDeltaGte(-MARGIN)
                        .withAssertHallucinationLte(1),
                evaluation -> Answers.text(
                        broken.of(evaluation, ((Generate) evaluation.operation()).prompt()) > 0
                                ? "I would search."
                                : "{\"name\": \"search\", \"arguments\": {}}"),
                Optional.empty(),
                -rate);
    }
}
