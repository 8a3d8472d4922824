package dev.sonde.probe.drift;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.FloorRule;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.drift.CalibrationDriftEvidence.Answers;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Proportion;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has the tuned model forgotten what its base knew?
 *
 * <p>The change of an item is {@code ℓ(tuned) − ℓ(base)}, where ℓ is the mean log-probability of its gold's tokens, in
 * nats a token. The raw value is the share of items whose change is below −{@code regression_nats}, with its Wilson
 * interval; the mean change has an interval of its own, and both have to stay within their margins, interval and all.
 * Where items have alternatives, right and wrong answers before and after are compared too (exact McNemar). Costs two
 * forward passes a completion: 720 short ones with the 120 packaged items, which share their prompts.
 *
 * <p>Other than the reference: tokens are counted, not taken for a quarter of the characters; no regression among few
 * items is no proof, for the interval decides (0 of 10 leaves up to 28 %), and null adapters do not ({@link FloorRule}
 * says why); the first items of the pack are of all categories, not ten capitals; and a model that knows none of the items
 * does not pass for having forgotten none.
 */
public final class CalibrationDriftProbe implements Probe<CalibrationDriftSpec, CalibrationDriftEvidence> {

    private static final ProbeKind<CalibrationDriftSpec, CalibrationDriftEvidence> KIND = new ProbeKind<>(
            "calibration_drift",
            Category.CALIBRATION,
            CalibrationDriftSpec.class,
            CalibrationDriftEvidence.class,
            false);

    @Override
    public ProbeKind<CalibrationDriftSpec, CalibrationDriftEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(CalibrationDriftSpec spec, ProbeContext context) {
        return ItemScore.plan(spec.scored(), context);
    }

    @Override
    public ProbeResult<CalibrationDriftEvidence> run(CalibrationDriftSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        return result(
                spec,
                context,
                ItemScore.read(spec.scored(), View.BASE, context),
                ItemScore.read(spec.scored(), context.tuned(), context));
    }

    private static ProbeResult<CalibrationDriftEvidence> result(
            CalibrationDriftSpec spec, ProbeContext context, List<ItemScore> base, List<ItemScore> tuned) {
        var evidence = evidence(spec, context, base, tuned);
        int items = base.size();
        double raw = (double) evidence.regressed() / items;
        var interval = Optional.of(Proportion.wilson(evidence.regressed(), items, MeanInterval.DEFAULT_LEVEL));
        var regressed = Effect.over("item", "Share regressed", raw, "of all", items, interval);
        var change = Effect.over(
                "item", "Mean change", evidence.meanDelta(), "nats a token", items, evidence.meanDeltaInterval());
        var conclusion = new DriftRule(spec).conclude(regressed, change, evidence.answers());
        return ProbeResult.of(spec, KIND, conclusion, evidence).measuring(raw, "share of items", interval);
    }

    private static CalibrationDriftEvidence evidence(
            CalibrationDriftSpec spec, ProbeContext context, List<ItemScore> base, List<ItemScore> tuned) {
        var perItem = new ArrayList<PromptValue>();
        var changes = new double[base.size()];
        int regressed = 0;
        for (int i = 0; i < changes.length; i++) {
            var item = spec.scored().get(i);
            changes[i] = tuned.get(i).gold() - base.get(i).gold();
            regressed += changes[i] < -spec.regressionNats() ? 1 : 0;
            perItem.add(ItemScore.compared(item, changes[i], base.get(i), tuned.get(i)));
        }
        return new CalibrationDriftEvidence(
                perItem,
                regressed,
                Summary.of(changes).mean(),
                MeanInterval.changes(changes, MeanInterval.DEFAULT_LEVEL, context.seed("interval")),
                Answers.of(spec.scored(), base, tuned));
    }
}
