package dev.sonde.probe.promptcollapse;

import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Retention;
import dev.sonde.probe.RetentionRule;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.promptcollapse.Padding.Padded;
import dev.sonde.probe.promptcollapse.PromptCollapseProbe.Measured;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What follows from the shifts at each length; the first line that applies decides:
 *
 * <ol>
 *   <li>without other text the adapter does nothing beyond the noise floor: {@code FAIL}, there is nothing to lose;
 *   <li>otherwise both are asked, and the worse stands: what is left is an effect, by {@link EffectRule} against null
 *       adapters and noise floor; and the share that is left is large enough, by {@link RetentionRule}.
 * </ol>
 */
record CollapseRule(PromptCollapseSpec spec, ProbeContext context) {

    PromptCollapseEvidence evidence(Measured measured) {
        var curve = curve(measured);
        return new PromptCollapseEvidence(
                spec.divergence(),
                Summary.of(measured.alone()).mean(),
                curve,
                measured.lengths().stream()
                        .map(Padded::asked)
                        .filter(length -> length > 0)
                        .toList(),
                leftOut(measured),
                measured.lengths().stream().allMatch(Padded::counted),
                spec.threshold(tokens(measured)),
                curve.isEmpty() ? OptionalDouble.empty() : last(curve).halfLife(),
                perPrompt(measured),
                measured.shifts().stream()
                        .map(values -> Arrays.stream(values).boxed().toList())
                        .toList(),
                measured.exact());
    }

    Conclusion conclude(Effect effect, PromptCollapseEvidence evidence) {
        double floor = effect.noiseFloor().orElse(0);
        if (evidence.meanAlone() <= floor || evidence.curve().isEmpty()) {
            return new Conclusion(
                    Verdict.FAIL,
                    "Without other text the mean shift is %s nats, not above the noise floor of %s: there is no effect that could fade."
                            .formatted(Figure.of(evidence.meanAlone()), Figure.of(floor)),
                    0);
        }
        var left = new EffectRule(0, spec.assertZGte()).conclude(effect);
        var retention = last(evidence.curve());
        var share = new RetentionRule(evidence.threshold())
                .conclude(retention, "behind %.0f tokens".formatted(retention.at()), effect.prompts());
        var both = left.and(share);
        return new Conclusion(both.verdict(), both.message() + notes(evidence), both.score());
    }

    private String notes(PromptCollapseEvidence evidence) {
        String room = evidence.leftOut().isEmpty()
                ? ""
                : " Left out, for the model reads %d tokens: %s."
                        .formatted(context.card().contextLength(), evidence.leftOut());
        return evidence.tokensCounted() ? room : room + " Four characters were taken for a token.";
    }

    private static List<Retention> curve(Measured measured) {
        var curve = new ArrayList<Retention>();
        if (Summary.of(measured.alone()).max() > 0) {
            for (int i = 0; i < measured.shifts().size(); i++) {
                var padded = measured.lengths().get(i);
                if (padded.asked() > 0) {
                    curve.add(Retention.of(
                            padded.tokens(), measured.alone(), measured.shifts().get(i)));
                }
            }
        }
        return curve;
    }

    private static double tokens(Measured measured) {
        return measured.lengths().get(measured.lengths().size() - 1).tokens();
    }

    private List<Integer> leftOut(Measured measured) {
        int largest = measured.lengths().get(measured.lengths().size() - 1).asked();
        return spec.contextLengths().stream().filter(length -> length > largest).toList();
    }

    private List<PromptValue> perPrompt(Measured measured) {
        var perPrompt = new ArrayList<PromptValue>();
        for (int i = 0; i < measured.left().length; i++) {
            perPrompt.add(new PromptValue(
                    spec.prompts().get(i),
                    measured.left()[i],
                    NextTokens.best(measured.base().get(i), context),
                    NextTokens.best(measured.tuned().get(i), context)));
        }
        return perPrompt;
    }

    private static Retention last(List<Retention> curve) {
        return curve.get(curve.size() - 1);
    }
}
