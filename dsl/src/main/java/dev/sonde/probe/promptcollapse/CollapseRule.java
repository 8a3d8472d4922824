package dev.sonde.probe.promptcollapse;

import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.FadingRule;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Retention;
import dev.sonde.probe.promptcollapse.Padding.Padded;
import dev.sonde.probe.promptcollapse.PromptCollapseProbe.Measured;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What follows from the shifts at each length: {@link FadingRule}, with what has to be said of the lengths. */
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
        var last = evidence.curve().stream().reduce((earlier, later) -> later);
        String where = "behind %.0f tokens".formatted(last.map(Retention::at).orElse(0.0));
        var conclusion = new FadingRule(evidence.threshold(), spec.assertZGte())
                .conclude(effect, "Without other text", evidence.meanAlone(), last, where);
        return new Conclusion(conclusion.verdict(), conclusion.message() + notes(evidence), conclusion.score());
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
