package dev.sonde.probe.mergeloss;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.MarginRule;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.mergeloss.MergeLossEvidence.Format;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.Fieller;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * How much of the adapter's effect is lost when it is merged into its base and the sum is rounded?
 *
 * <p>With D the divergence in nats, the share that a format loses is {@code mean √D(unmerged, merged)} over {@code mean
 * √D(base, unmerged)}, the adapter's own effect: a divergence grows with the square of a small change, so that its root is
 * the change's size; a hundredth of the nats is a tenth of the effect. The evidence has the nats as well. The raw value is
 * the largest share among the formats. Its interval is Fieller's over prompts, and {@link MarginRule} decides for each format; the worst verdict
 * stands. An adapter whose effect is no larger than the noise of the machine has nothing to lose: {@code INCONCLUSIVE}.
 * Costs {@code 2 + dtypes} forward passes a prompt, one format after the other: a merged adapter takes as much memory as the
 * weights it changes, in fp32.
 *
 * <p>Only the weights are rounded ({@link View.Merged}): a server that also computes in bf16 adds noise of its own. Weights
 * that two modules share are rounded where the adapter changes them. A base that is stored in bf16 is exact in bf16, so
 * that small changes are swallowed: one below 2⁻⁹ of a weight leaves it as it is.
 */
public final class MergeLossProbe implements Probe<MergeLossSpec, MergeLossEvidence> {

    private static final ProbeKind<MergeLossSpec, MergeLossEvidence> KIND =
            new ProbeKind<>("merge_loss", Category.ABLATION, MergeLossSpec.class, MergeLossEvidence.class, false);
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.MERGED);

    @Override
    public ProbeKind<MergeLossSpec, MergeLossEvidence> kind() {
        return KIND;
    }

    /** Merged views are left to {@link #run}, which asks for one after the other. */
    @Override
    public List<Evaluation<?>> plan(MergeLossSpec spec, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (context.capabilities().containsAll(NEEDED)) {
            var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
            plan.addAll(questions.under(View.BASE));
            plan.addAll(questions.under(View.FINE_TUNED));
        }
        return plan;
    }

    @Override
    public ProbeResult<MergeLossEvidence> run(MergeLossSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "The model has no adapter, or the backend holds no weights that could be merged.");
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var base = context.readAll(questions.under(View.BASE));
        var unmerged = context.readAll(questions.under(View.FINE_TUNED));
        var effects = questions.shifts(spec.divergence(), base, unmerged);
        var formats = spec.dtypes().stream()
                .map(dtype -> format(spec, context, dtype, unmerged, effects))
                .toList();
        return result(spec, context, new MergeLossEvidence(mean(effects), formats));
    }

    private static Format format(
            MergeLossSpec spec,
            ProbeContext context,
            MergedType dtype,
            List<TokenDistribution> unmerged,
            List<Double> effects) {
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var merged = context.readAll(questions.under(new View.Merged(dtype)));
        var losses = questions.shifts(spec.divergence(), unmerged, merged);
        var perPrompt = new ArrayList<PromptValue>();
        int same = 0;
        for (int i = 0; i < losses.size(); i++) {
            same += best(unmerged.get(i)) == best(merged.get(i)) ? 1 : 0;
            perPrompt.add(new PromptValue(
                    spec.prompts().get(i),
                    losses.get(i),
                    NextTokens.best(unmerged.get(i), context),
                    NextTokens.best(merged.get(i), context)));
        }
        double[] lost = roots(losses);
        double[] whole = roots(effects);
        double effect = Summary.of(whole).mean();
        return new Format(
                dtype,
                mean(losses),
                effect > 0 ? Summary.of(lost).mean() / effect : 0,
                Fieller.of(lost, whole, MeanInterval.DEFAULT_LEVEL),
                (double) same / lost.length,
                perPrompt);
    }

    private static ProbeResult<MergeLossEvidence> result(
            MergeLossSpec spec, ProbeContext context, MergeLossEvidence evidence) {
        double floor = spec.divergence().floorIn(context).orElse(0);
        if (evidence.effect() <= floor) {
            return inconclusive(
                    spec,
                    evidence,
                    "The adapter's own effect on these prompts, %s nats, is not above the noise of the machine (%s): there is nothing to lose. Give prompts that it changes."
                            .formatted(Figure.of(evidence.effect()), Figure.of(floor)));
        }
        int prompts = spec.prompts().size();
        boolean uncertain = prompts >= MeanInterval.FEWEST
                && evidence.formats().get(0).interval().isEmpty();
        if (uncertain) {
            return inconclusive(
                    spec,
                    evidence,
                    "The adapter's own effect differs too much between the %d prompts for an interval of a share of it. Add prompts."
                            .formatted(prompts));
        }
        var worst = evidence.formats().stream()
                .max(Comparator.comparingDouble(Format::share))
                .orElseThrow();
        var conclusion = conclude(spec, evidence);
        return ProbeResult.of(spec, KIND, conclusion, evidence)
                .measuring(worst.share(), "share of the effect", worst.interval());
    }

    private static Conclusion conclude(MergeLossSpec spec, MergeLossEvidence evidence) {
        return evidence.formats().stream()
                .map(format -> new MarginRule(spec.assertLostShareLte())
                        .conclude(Effect.over(
                                "prompt",
                                "Lost to " + format.dtype().id(),
                                format.share(),
                                "of the effect",
                                format.perPrompt().size(),
                                format.interval())))
                .reduce(Conclusion::and)
                .orElseThrow();
    }

    private static ProbeResult<MergeLossEvidence> inconclusive(
            MergeLossSpec spec, MergeLossEvidence evidence, String message) {
        return ProbeResult.of(spec, KIND, Verdict.INCONCLUSIVE, message, evidence);
    }

    private static int best(TokenDistribution answer) {
        return answer.top(1).get(0).tokenId();
    }

    private static double mean(List<Double> nats) {
        return Summary.of(nats.stream().mapToDouble(Double::doubleValue).toArray())
                .mean();
    }

    private static double[] roots(List<Double> nats) {
        return nats.stream().mapToDouble(value -> Math.sqrt(Math.max(0, value))).toArray();
    }
}
