package dev.sonde.probe.deltakl;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.MarginRule;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does the adapter change the next-token distribution of these prompts?
 *
 * <p>The raw value is the mean divergence from base over the prompts, in nats; higher means more effect. The verdict is
 * that of {@link EffectRule}, or of {@link MarginRule} for prompts that should stay as they were; whether the change is the right one is not asked here. Null adapters answer the same
 * prompts under the same divergence, so that they are on the same scale.
 */
public final class DeltaKlProbe implements Probe<DeltaKlSpec, DeltaKlEvidence> {

    private static final ProbeKind<DeltaKlSpec, DeltaKlEvidence> KIND =
            new ProbeKind<>("delta_kl", Category.ADHERENCE, DeltaKlSpec.class, DeltaKlEvidence.class, true);

    @Override
    public ProbeKind<DeltaKlSpec, DeltaKlEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(DeltaKlSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return List.of();
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        return Stream.<Evaluation<?>>concat(
                        questions.under(View.BASE).stream(), questions.under(context.tuned()).stream())
                .toList();
    }

    @Override
    public ProbeResult<DeltaKlEvidence> run(DeltaKlSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var base = context.readAll(questions.under(View.BASE));
        var tuned = context.readAll(questions.under(context.tuned()));
        var shifts = questions.shifts(spec.divergence(), base, tuned).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return result(spec, context, shifts, evidence(spec, context, shifts, base, tuned));
    }

    private static ProbeResult<DeltaKlEvidence> result(
            DeltaKlSpec spec, ProbeContext context, double[] shifts, DeltaKlEvidence evidence) {
        double raw = Summary.of(shifts).mean();
        var effect = new Effect(
                evidence.exact() ? "Mean shift" : "Mean shift of at least",
                raw,
                "nats",
                shifts.length,
                MeanInterval.divergence(
                        shifts,
                        MeanInterval.DEFAULT_LEVEL,
                        context.seed("interval"),
                        spec.divergence().largest()),
                context.nulls().map(nulls -> nulls.test(raw)),
                spec.divergence().floorIn(context));
        var conclusion = conclude(spec, effect);
        return ProbeResult.of(spec, KIND, effect, conclusion, evidence);
    }

    /** Asks for an effect, for no more than a margin, or for both: then whichever is worse stands. */
    private static EffectRule.Conclusion conclude(DeltaKlSpec spec, Effect effect) {
        var wanted = new EffectRule(spec.assertMeanGte(), spec.assertZGte());
        if (spec.assertMeanLte().isEmpty()) {
            return wanted.conclude(effect);
        }
        var harmless = new MarginRule(spec.assertMeanLte().getAsDouble()).conclude(effect);
        if (spec.assertMeanGte() == 0 || harmless.verdict() != Verdict.PASS) {
            return harmless;
        }
        return wanted.conclude(effect);
    }

    private static DeltaKlEvidence evidence(
            DeltaKlSpec spec,
            ProbeContext context,
            double[] shifts,
            List<TokenDistribution> base,
            List<TokenDistribution> tuned) {
        var perPrompt = new ArrayList<PromptValue>();
        boolean exact = true;
        long above = 0;
        for (int i = 0; i < shifts.length; i++) {
            perPrompt.add(new PromptValue(
                    spec.prompts().get(i),
                    shifts[i],
                    NextTokens.best(base.get(i), context),
                    NextTokens.best(tuned.get(i), context)));
            exact &= Alignment.of(base.get(i), tuned.get(i)).exact();
            above += shifts[i] >= spec.assertMeanGte() ? 1 : 0;
        }
        var summary = Summary.of(shifts);
        return new DeltaKlEvidence(
                spec.divergence(), perPrompt, summary.median(), summary.max(), (double) above / shifts.length, exact);
    }
}
