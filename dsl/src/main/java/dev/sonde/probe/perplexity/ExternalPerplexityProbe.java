package dev.sonde.probe.perplexity;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.Figure;
import dev.sonde.probe.FloorRule;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the tuned model still read ordinary prose as well as its base? Diffuse forgetting shows here first.
 *
 * <p>The raw value is the mean over passages of {@code ℓ(tuned) − ℓ(base)}, where ℓ is the mean log-probability of the
 * passage's tokens, in nats a token; below 0 is worse. Both views score the same tokens, so that the passages are
 * compared in pairs; the interval is over passages ({@link MeanInterval}), the verdict that of {@link FloorRule}. Costs
 * two forward passes a piece of a passage: 32 with the packaged prose on a model of 1,024 positions or more.
 *
 * <p>Other than the reference: its famous public-domain passages, which base models recite, are replaced by prose
 * written for this project; a passage is never mixed with another and is cut at sentence ends, not after a number of
 * characters; a passage that cannot be scored is an error, where the reference drops it; the interval decides, and null
 * adapters do not ({@link FloorRule} says why); a pass is withheld where the base reads the prose no better than guessing.
 * Base and tuned mean weigh passages alike, so that raw is their difference.
 */
public final class ExternalPerplexityProbe implements Probe<ExternalPerplexitySpec, ExternalPerplexityEvidence> {

    private static final ProbeKind<ExternalPerplexitySpec, ExternalPerplexityEvidence> KIND = new ProbeKind<>(
            "external_perplexity",
            Category.CALIBRATION,
            ExternalPerplexitySpec.class,
            ExternalPerplexityEvidence.class,
            false);

    @Override
    public ProbeKind<ExternalPerplexitySpec, ExternalPerplexityEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(ExternalPerplexitySpec spec, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (context.capabilities().contains(Capability.FINE_TUNED)) {
            for (var passage : spec.passages()) {
                plan.addAll(questions(passage, View.BASE, spec, context));
                plan.addAll(questions(passage, context.tuned(), spec, context));
            }
        }
        return plan;
    }

    @Override
    public ProbeResult<ExternalPerplexityEvidence> run(ExternalPerplexitySpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        var base = new ArrayList<Reading>();
        var tuned = new ArrayList<Reading>();
        for (var passage : spec.passages()) {
            base.add(reading(passage, View.BASE, spec, context));
            tuned.add(reading(passage, context.tuned(), spec, context));
        }
        return result(spec, context, base, tuned);
    }

    /** What one view makes of one passage. */
    private record Reading(double meanLogProb, int tokens, int pieces) {}

    private static List<Evaluation<RollingLogProbs>> questions(
            Passage passage, View view, ExternalPerplexitySpec spec, ProbeContext context) {
        return Pieces.of(passage.text(), spec.chunkChars(), context.card().contextLength()).stream()
                .map(piece -> new Evaluation<>(view, new RollingLogProb(piece)))
                .toList();
    }

    private static Reading reading(Passage passage, View view, ExternalPerplexitySpec spec, ProbeContext context) {
        var pieces = context.readAll(questions(passage, view, spec, context));
        double sum = pieces.stream().mapToDouble(RollingLogProbs::logProb).sum();
        int tokens = pieces.stream().mapToInt(piece -> piece.tokens().size()).sum();
        if (!Double.isFinite(sum)) {
            throw new IllegalStateException(
                    "The passage '%s' has log-probability %s under view '%s': the weights, or their precision, are damaged."
                            .formatted(passage.title(), sum, view.id()));
        }
        return new Reading(sum / tokens, tokens, pieces.size());
    }

    private static ProbeResult<ExternalPerplexityEvidence> result(
            ExternalPerplexitySpec spec, ProbeContext context, List<Reading> base, List<Reading> tuned) {
        var changes = new double[base.size()];
        var perPassage = new ArrayList<PromptValue>();
        for (int i = 0; i < changes.length; i++) {
            changes[i] = tuned.get(i).meanLogProb() - base.get(i).meanLogProb();
            perPassage.add(new PromptValue(
                    spec.passages().get(i).title(), changes[i], described(base.get(i)), described(tuned.get(i))));
        }
        double raw = Summary.of(changes).mean();
        var interval = MeanInterval.changes(changes, MeanInterval.DEFAULT_LEVEL, context.seed("interval"));
        var effect = Effect.over("passage", "Mean change", raw, "nats a token", changes.length, interval);
        var conclusion = fluent(new FloorRule(spec.assertMeanDeltaGte()).conclude(effect), mean(base), context);
        return ProbeResult.of(spec, KIND, conclusion, evidence(spec, raw, perPassage, base, tuned))
                .measuring(raw, effect.unit(), interval);
    }

    /** A pass says nothing where the base itself does no better than guessing: it has no fluency to lose. */
    private static EffectRule.Conclusion fluent(
            EffectRule.Conclusion conclusion, double baseMean, ProbeContext context) {
        double guessing = -Math.log(context.card().vocabularySize());
        if (conclusion.verdict() != Verdict.PASS || baseMean > guessing) {
            return conclusion;
        }
        return new EffectRule.Conclusion(
                Verdict.INCONCLUSIVE,
                conclusion.message()
                        + " But the base model reads this prose no better than guessing (%s nats a token, %s for any of its tokens): it has nothing to lose here. Give texts that it can read."
                                .formatted(Figure.of(baseMean), Figure.of(guessing)),
                conclusion.score());
    }

    private static ExternalPerplexityEvidence evidence(
            ExternalPerplexitySpec spec,
            double raw,
            List<PromptValue> perPassage,
            List<Reading> base,
            List<Reading> tuned) {
        return new ExternalPerplexityEvidence(
                spec.texts().isEmpty() ? Corpus.EVERYDAY_EN : "texts",
                perPassage,
                mean(base),
                mean(tuned),
                Math.exp(-raw),
                base.stream().mapToInt(Reading::tokens).sum(),
                base.stream().mapToInt(Reading::pieces).sum());
    }

    private static double mean(List<Reading> readings) {
        return Summary.of(readings.stream().mapToDouble(Reading::meanLogProb).toArray())
                .mean();
    }

    private static String described(Reading reading) {
        return Figure.of(reading.meanLogProb()) + " nats a token";
    }
}
