package dev.sonde.probe.paraphrase;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Measured;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.score.Completion;
import dev.sonde.stats.Fieller;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Is the gain on a prompt kept when it is worded otherwise, or was the wording learned?
 *
 * <p>The gain of a case is the rise of {@code log p(gold | prompt)} over base, in nats per token of gold: V after the
 * prompt as trained, P averaged over its paraphrases. The raw value is the mean of V over the cases; it has to be an
 * effect by {@link EffectRule}, against null adapters that answer the same cases. The ratio {@code mean P / mean V} has a
 * paired interval by Fieller's theorem, which decides whether enough of the gain (or little enough, if to memorize is
 * meant) is kept. Both are asked for. A case with k paraphrases costs 2 (1 + k) forward passes, 1 + k more under each null
 * adapter.
 *
 * <p>Other than the reference: there, null adapters switch the ratio and the intent off, so that a pure memoriser passes
 * "generalize"; the ratio has no interval; a token is four characters. Here tokens are those of the model, a case that
 * cannot be scored is dropped with the reason, and what base makes of the paraphrases is in the evidence.
 */
public final class ParaphraseInvarianceProbe implements Probe<ParaphraseInvarianceSpec, ParaphraseInvarianceEvidence> {

    private static final ProbeKind<ParaphraseInvarianceSpec, ParaphraseInvarianceEvidence> KIND = new ProbeKind<>(
            "paraphrase_invariance",
            Category.ATTRIBUTION,
            ParaphraseInvarianceSpec.class,
            ParaphraseInvarianceEvidence.class,
            true);

    @Override
    public ProbeKind<ParaphraseInvarianceSpec, ParaphraseInvarianceEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(ParaphraseInvarianceSpec spec, ProbeContext context) {
        return context.capabilities().contains(Capability.FINE_TUNED)
                ? spec.cases().stream()
                        .<Evaluation<?>>flatMap(each ->
                                Stream.of(View.BASE, context.tuned()).flatMap(view -> questions(each, view).stream()))
                        .toList()
                : List.of();
    }

    /** The prompt first, then its paraphrases. */
    private static List<Evaluation<Completion>> questions(ParaphraseCase each, View view) {
        return Stream.concat(Stream.of(each.prompt()), each.paraphrases().stream())
                .map(prompt -> new Evaluation<Completion>(view, new CompletionLogProb(prompt, each.gold())))
                .toList();
    }

    @Override
    public ProbeResult<ParaphraseInvarianceEvidence> run(ParaphraseInvarianceSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        var lifts = Measured.of(spec.cases(), ParaphraseCase::prompt, each -> lift(each, context));
        return lifts.found().isEmpty()
                ? ProbeResult.without(
                        spec,
                        KIND,
                        Verdict.ERROR,
                        "No case could be scored. The first: " + lifts.dropped().get(0))
                : result(spec, context, evidence(spec, lifts.found(), lifts.dropped()));
    }

    private static CaseLift lift(ParaphraseCase each, ProbeContext context) {
        double[] base = nats(each, View.BASE, context);
        double[] tuned = nats(each, context.tuned(), context);
        return new CaseLift(
                each.prompt(),
                base[0],
                ofParaphrases(base),
                tuned[0] - base[0],
                ofParaphrases(tuned) - ofParaphrases(base));
    }

    private static double[] nats(ParaphraseCase each, View view, ProbeContext context) {
        return context.readAll(questions(each, view)).stream()
                .mapToDouble(Completion::meanLogProb)
                .peek(nats -> {
                    if (!Double.isFinite(nats)) {
                        throw new IllegalArgumentException("the answer's log-probability is " + nats);
                    }
                })
                .toArray();
    }

    private static double ofParaphrases(double[] nats) {
        return Summary.of(Arrays.copyOfRange(nats, 1, nats.length)).mean();
    }

    private static ParaphraseInvarianceEvidence evidence(
            ParaphraseInvarianceSpec spec, List<CaseLift> lifts, List<String> dropped) {
        double[] verbatim = lifts.stream().mapToDouble(CaseLift::verbatim).toArray();
        double[] paraphrased = lifts.stream().mapToDouble(CaseLift::paraphrased).toArray();
        double v = Summary.of(verbatim).mean();
        double p = Summary.of(paraphrased).mean();
        boolean gain = v > 0;
        return new ParaphraseInvarianceEvidence(
                spec.intent(),
                lifts,
                v,
                p,
                gain ? OptionalDouble.of(p / v) : OptionalDouble.empty(),
                gain ? Fieller.of(paraphrased, verbatim, MeanInterval.DEFAULT_LEVEL) : Optional.empty(),
                dropped);
    }

    private static ProbeResult<ParaphraseInvarianceEvidence> result(
            ParaphraseInvarianceSpec spec, ProbeContext context, ParaphraseInvarianceEvidence evidence) {
        double raw = evidence.verbatimMean();
        double[] gains =
                evidence.cases().stream().mapToDouble(CaseLift::verbatim).toArray();
        var effect = new Effect(
                "Mean gain on the prompts",
                raw,
                "nats per token",
                gains.length,
                MeanInterval.signed(gains, MeanInterval.DEFAULT_LEVEL, context.seed("interval")),
                context.nulls().map(nulls -> nulls.test(raw)),
                OptionalDouble.empty());
        Conclusion conclusion = new EffectRule(spec.minVerbatimLift(), spec.assertZGte())
                .conclude(effect)
                .and(new RatioRule(spec).conclude(evidence));
        String dropped = evidence.dropped().isEmpty()
                ? ""
                : " %d of %d cases could not be scored; the first: %s"
                        .formatted(
                                evidence.dropped().size(),
                                spec.cases().size(),
                                evidence.dropped().get(0));
        return ProbeResult.of(spec, KIND, effect, conclusion.also(dropped), evidence);
    }
}
