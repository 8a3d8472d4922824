package dev.sonde.probe;

import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One number per prompt, from which a probe concludes. The result's raw value is their mean.
 *
 * @param views who answered
 * @param values in the order of the prompts, at least one
 */
public record PromptValues(BothViews views, List<PromptValue> values) {

    /** Copies {@code values}. */
    public PromptValues {
        values = List.copyOf(values);
    }

    /** What a {@link ProbeFunction} returns. */
    public record Concluded(Effect effect, EffectRule.Conclusion conclusion, PromptEvidence evidence) {}

    /**
     * Asks whether the mean reaches {@code atLeast}, beyond what null adapters do, as {@link EffectRule} says.
     *
     * @param what names the mean at the start of a sentence, such as {@code Share of other first words}
     * @param unit of the values, such as {@code nats} or {@code of the prompts}
     * @param atLeast smallest mean that passes; finite, at least 0
     */
    public Concluded effect(String what, String unit, double atLeast) {
        SpecChecks.atLeastZero(views.probe(), "the smallest mean that passes", atLeast);
        return concluded(what, unit, effect -> new EffectRule(atLeast, OptionalDouble.empty()).conclude(effect));
    }

    /**
     * Asks whether the mean stays at or below {@code atMost}, interval and all, as {@link MarginRule} says.
     *
     * @param atMost largest mean that passes; finite, above 0
     */
    public Concluded harm(String what, String unit, double atMost) {
        SpecChecks.above(views.probe(), "the largest mean that passes", atMost, 0);
        return concluded(what, unit, effect -> new MarginRule(atMost).conclude(effect));
    }

    private Concluded concluded(String what, String unit, Function<Effect, EffectRule.Conclusion> rule) {
        double mean = Summary.of(numbers()).mean();
        var effect = new Effect(
                what,
                mean,
                unit,
                values.size(),
                interval(),
                views.context().nulls().map(nulls -> nulls.test(mean)),
                OptionalDouble.empty());
        return new Concluded(effect, rule.apply(effect), new PromptEvidence(values));
    }

    /** Wilson's where every value is 0 or 1, and the mean a share; else that of a mean of any sign. */
    private Optional<Interval> interval() {
        double[] numbers = numbers();
        if (values.stream().allMatch(each -> each.value() == 0 || each.value() == 1)) {
            return Optional.of(
                    RateRule.interval((int) Math.round(Summary.of(numbers).mean() * numbers.length), numbers.length));
        }
        return MeanInterval.signed(
                numbers, MeanInterval.DEFAULT_LEVEL, views.context().seed("interval"));
    }

    private double[] numbers() {
        return values.stream().mapToDouble(PromptValue::value).toArray();
    }
}
