package dev.sonde.probe.retention;

import static java.util.stream.Collectors.joining;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.FloorRule;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.drift.CalibrationDriftEvidence.Answers;
import dev.sonde.probe.drift.ItemScore;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NullTest;
import dev.sonde.stats.PairedRates;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Does the tuned model still answer as well as its base?
 *
 * <p>An item is right when its gold is more probable than each of its wrong answers. The raw value is the change of the
 * share that is right, tuned less base, over all items: those that base has wrong are kept, for to look at its right ones
 * alone makes any change a loss. Its interval is Tango's for paired rates ({@link PairedRates}) at 90 %, as a pair of
 * one-sided 5 % tests (TOST; Schuirmann 1987) needs it, and is laid against the margin: {@link Retention} has the four
 * outcomes; worse fails, better and equivalent pass. The answers of each category are in the evidence, and the message names
 * one that lost answers by more than chance; they do not decide, with so few items each. Null adapters do not decide: they may do harm too. Costs two forward
 * passes a completion, 720 short ones with the 120 packaged items.
 *
 * <p>Other than {@code calibration_drift}, whose items and passes it shares: there a gold has lost likelihood, and a model
 * that has become less sure of everything, or that chats before it answers, drifts while its choices stay right; here only
 * the choice counts, gains make up for losses, and the question is how much worse it could be at most. A drift without a
 * loss here is one of calibration; a loss here is one of ability.
 */
public final class CapabilityRetentionProbe implements Probe<CapabilityRetentionSpec, CapabilityRetentionEvidence> {

    private static final double LEVEL = 0.9;
    private static final ProbeKind<CapabilityRetentionSpec, CapabilityRetentionEvidence> KIND = new ProbeKind<>(
            "capability_retention",
            Category.CALIBRATION,
            CapabilityRetentionSpec.class,
            CapabilityRetentionEvidence.class,
            false);

    @Override
    public ProbeKind<CapabilityRetentionSpec, CapabilityRetentionEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(CapabilityRetentionSpec spec, ProbeContext context) {
        return ItemScore.plan(spec.scored(), context);
    }

    @Override
    public ProbeResult<CapabilityRetentionEvidence> run(CapabilityRetentionSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        var items = spec.scored();
        var base = ItemScore.read(items, View.BASE, context);
        var tuned = ItemScore.read(items, context.tuned(), context);
        var answers = Answers.of(items, base, tuned).orElseThrow();
        var flips = answers.flips();
        var interval = PairedRates.tango(flips.onlySecond(), flips.onlyFirst(), items.size(), LEVEL);
        double raw = (double) (answers.tunedRight() - answers.baseRight()) / items.size();
        var outcome = Retention.of(interval, spec.margin());
        var effect = Effect.over("item", "Change of right answers", raw, "of all", items.size(), Optional.of(interval));
        var evidence = evidence(items, base, tuned, outcome, answers, context);
        var conclusion = conclude(new FloorRule(-spec.margin()).conclude(effect), outcome, answers)
                .also(lost(evidence.perCategory()));
        return ProbeResult.of(spec, KIND, conclusion, evidence).measuring(raw, "share of items", Optional.of(interval));
    }

    /** The categories that lost answers by more than chance; one sentence, or nothing. */
    private static String lost(List<CategoryRetention> categories) {
        String named = categories.stream()
                .filter(each -> each.raw() < 0 && each.adjustedP() <= NullTest.ALPHA)
                .map(each -> "%s (%d of %d, were %d; adjusted p = %s)"
                        .formatted(
                                each.category(),
                                each.tunedRight(),
                                each.items(),
                                each.baseRight(),
                                Figure.of(each.adjustedP())))
                .collect(joining(", "));
        return named.isEmpty() ? "" : " Taken by itself, this lost right answers: " + named + ".";
    }

    private static Conclusion conclude(Conclusion found, Retention outcome, Answers answers) {
        String message = "%s %d of %d were right, %d are: %s."
                .formatted(
                        found.message(),
                        answers.baseRight(),
                        answers.items(),
                        answers.tunedRight(),
                        outcome.name().toLowerCase(Locale.ROOT));
        if (outcome == Retention.EQUIVALENT && !answers.baseKnows()) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    message
                            + " But base is right no more often than by guessing (%.0f of %d): it has nothing to lose here. Give items that it knows."
                                    .formatted(answers.expectedByGuessing(), answers.items()),
                    found.score());
        }
        return new Conclusion(found.verdict(), message, found.score());
    }

    private static CapabilityRetentionEvidence evidence(
            List<KnowledgeItem> items,
            List<ItemScore> base,
            List<ItemScore> tuned,
            Retention outcome,
            Answers answers,
            ProbeContext context) {
        var perItem = new ArrayList<PromptValue>();
        var leads = new double[items.size()];
        for (int i = 0; i < leads.length; i++) {
            leads[i] = tuned.get(i).lead() - base.get(i).lead();
            perItem.add(ItemScore.compared(items.get(i), leads[i], base.get(i), tuned.get(i)));
        }
        return new CapabilityRetentionEvidence(
                perItem,
                outcome,
                answers,
                CategoryRetention.of(items, base, tuned, LEVEL),
                Summary.of(leads).mean(),
                MeanInterval.signed(leads, MeanInterval.DEFAULT_LEVEL, context.seed("interval")));
    }
}
