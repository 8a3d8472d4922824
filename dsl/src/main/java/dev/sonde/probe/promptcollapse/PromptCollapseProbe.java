package dev.sonde.probe.promptcollapse;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.promptcollapse.Padding.Padded;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Is the adapter's effect still there behind a page of text that has nothing to do with it?
 *
 * <p>With d(L) the divergence of a prompt's next token from base behind L tokens of prose, the raw value is the mean of
 * d(L) at the largest L, in nats: what is left. It has to be more than null adapters leave, and the share that is left,
 * {@code mean √d(L) / mean √d(0)}, has to reach {@code assert_retained_gte}, or what {@code assert_half_life_tokens}
 * implies, or half; both are asked, with an interval ({@link CollapseRule}). Costs two forward passes a prompt and length, and one
 * more a prompt for each null adapter, at the largest length only. All prompts stand behind the same text, so that the
 * interval is about other prompts, not about other texts.
 *
 * <p>Other than the reference, which fits an exponential to the mean divergences and lets its half-life decide: there an
 * adapter that does not fade at all has no half-life and fails, a level reached after the first words counts as slow
 * decay (a half-life of 208 tokens over a floor of one half is fitted as 1,138), and the text is a run of end tokens,
 * behind which many models start afresh. Here no curve is fitted, not fading is a pass, tokens are counted, lengths that
 * the model has no room for are left out and named, and effects are compared as roots.
 */
public final class PromptCollapseProbe implements Probe<PromptCollapseSpec, PromptCollapseEvidence> {

    private static final ProbeKind<PromptCollapseSpec, PromptCollapseEvidence> KIND = new ProbeKind<>(
            "prompt_collapse", Category.ADHERENCE, PromptCollapseSpec.class, PromptCollapseEvidence.class, true);

    @Override
    public ProbeKind<PromptCollapseSpec, PromptCollapseEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(PromptCollapseSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return List.of();
        }
        var plan = new ArrayList<Evaluation<?>>();
        for (var padded : wanted(spec, context)) {
            var questions = NextTokens.of(padded.prompts(), spec.topK(), context);
            plan.addAll(questions.under(View.BASE));
            plan.addAll(questions.under(context.tuned()));
        }
        return plan;
    }

    /** All lengths; of null adapters only what is left behind the largest is asked for. */
    private static List<Padded> wanted(PromptCollapseSpec spec, ProbeContext context) {
        var fitting = Padding.of(spec, context).before(spec.prompts(), spec.contextLengths());
        return context.tuned() instanceof View.NullAdapter
                ? fitting.subList(fitting.size() - 1, fitting.size())
                : fitting;
    }

    @Override
    public ProbeResult<PromptCollapseEvidence> run(PromptCollapseSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        var wanted = wanted(spec, context);
        var last = wanted.get(wanted.size() - 1);
        if (last.asked() == 0) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.INCONCLUSIVE,
                    "The model reads %d tokens, which leaves no room for any of %s before these prompts: give shorter context_lengths."
                            .formatted(context.card().contextLength(), spec.contextLengths()));
        }
        var shifts = new ArrayList<double[]>();
        List<TokenDistribution> base = List.of();
        List<TokenDistribution> tuned = List.of();
        for (var padded : wanted) {
            var questions = NextTokens.of(padded.prompts(), spec.topK(), context);
            base = context.readAll(questions.under(View.BASE));
            tuned = context.readAll(questions.under(context.tuned()));
            shifts.add(questions.shifts(spec.divergence(), base, tuned).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
        return result(spec, context, new Measured(wanted, shifts, base, tuned));
    }

    /**
     * What was read.
     *
     * @param lengths of the texts, ascending
     * @param shifts of each prompt at each length
     * @param base answers at the largest length
     * @param tuned answers at the largest length
     */
    record Measured(
            List<Padded> lengths, List<double[]> shifts, List<TokenDistribution> base, List<TokenDistribution> tuned) {

        /** The shifts without other text; under null adapters those with it, which is all there is. */
        double[] alone() {
            return shifts.get(0);
        }

        double[] left() {
            return shifts.get(shifts.size() - 1);
        }

        boolean exact() {
            return Alignment.of(base.get(0), tuned.get(0)).exact();
        }
    }

    private static ProbeResult<PromptCollapseEvidence> result(
            PromptCollapseSpec spec, ProbeContext context, Measured measured) {
        double raw = Summary.of(measured.left()).mean();
        var last = measured.lengths().get(measured.lengths().size() - 1);
        var effect = new Effect(
                "Mean shift%s behind %.0f tokens of other text"
                        .formatted(measured.exact() ? "" : " of at least", last.tokens()),
                raw,
                "nats",
                measured.left().length,
                MeanInterval.divergence(
                        measured.left(),
                        MeanInterval.DEFAULT_LEVEL,
                        context.seed("interval"),
                        spec.divergence().largest()),
                context.nulls().map(nulls -> nulls.test(raw)),
                spec.divergence().floorIn(context));
        var rule = new CollapseRule(spec, context);
        var evidence = rule.evidence(measured);
        var conclusion = rule.conclude(effect, evidence);
        return ProbeResult.of(spec, KIND, effect, conclusion, evidence);
    }
}
