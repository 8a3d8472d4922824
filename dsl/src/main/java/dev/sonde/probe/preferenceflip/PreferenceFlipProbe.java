package dev.sonde.probe.preferenceflip;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.Measured;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.score.Completion;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Does the model now prefer the chosen answer where base preferred the rejected one?
 *
 * <p>The margin of a triple is {@code log p(chosen | prompt) − log p(rejected | prompt)}, as in DPO (Rafailov 2023,
 * arXiv 2305.18290), or per token as in SimPO (Meng 2024, arXiv 2405.14734). The raw value is the mean gain of the margin
 * over base, in nats per pair (or per token); triples of one prompt are averaged first, for they are no independent
 * observations. Its interval is paired, and null adapters answer the same triples. Flips against breaks are McNemar's
 * exact test, the flip rate has Wilson's interval. {@link PreferenceRule} says what follows. The four answers of a triple
 * cost four forward passes, two more under each null adapter; both answers share their prompt.
 *
 * <p>Other than the reference: there, the raw value is a rate or a margin in nats, whichever the number of triples
 * suggests, so that its z compares the one with the other; here it is always the gain. There, triples that the adapter
 * breaks are not counted and the rate that decides has no interval. A triple whose log-probability is not finite is
 * dropped with the reason, and not counted as right. A tie is no preference: base has it wrong.
 */
public final class PreferenceFlipProbe implements Probe<PreferenceFlipSpec, PreferenceFlipEvidence> {

    private static final ProbeKind<PreferenceFlipSpec, PreferenceFlipEvidence> KIND = new ProbeKind<>(
            "preference_flip", Category.ATTRIBUTION, PreferenceFlipSpec.class, PreferenceFlipEvidence.class, true);

    @Override
    public ProbeKind<PreferenceFlipSpec, PreferenceFlipEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(PreferenceFlipSpec spec, ProbeContext context) {
        return context.capabilities().contains(Capability.FINE_TUNED)
                ? spec.triples().stream()
                        .<Evaluation<?>>flatMap(triple -> questions(triple, context).stream())
                        .toList()
                : List.of();
    }

    private static List<Evaluation<Completion>> questions(PreferenceTriple triple, ProbeContext context) {
        return Stream.of(View.BASE, context.tuned())
                .flatMap(view -> Stream.of(triple.chosen(), triple.rejected())
                        .map(answer ->
                                new Evaluation<Completion>(view, new CompletionLogProb(triple.prompt(), answer))))
                .toList();
    }

    @Override
    public ProbeResult<PreferenceFlipEvidence> run(PreferenceFlipSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        if (spec.triples().isEmpty()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "There are no triples. Give each a prompt, a chosen and a rejected answer.");
        }
        var margins = Measured.of(spec.triples(), PreferenceTriple::prompt, triple -> margin(spec, triple, context));
        return margins.found().isEmpty()
                ? ProbeResult.without(
                        spec,
                        KIND,
                        Verdict.ERROR,
                        "No triple could be scored. The first: "
                                + margins.dropped().get(0))
                : result(spec, context, margins.found(), margins.dropped());
    }

    private static PreferenceMargin margin(PreferenceFlipSpec spec, PreferenceTriple triple, ProbeContext context) {
        double[] nats = context.readAll(questions(triple, context)).stream()
                .mapToDouble(spec.margin()::of)
                .toArray();
        var margin = new PreferenceMargin(triple, nats[0] - nats[1], nats[2] - nats[3], nats[2] - nats[0]);
        if (!Double.isFinite(margin.base()) || !Double.isFinite(margin.tuned())) {
            throw new IllegalArgumentException("an answer's log-probability is not finite");
        }
        return margin;
    }

    private static ProbeResult<PreferenceFlipEvidence> result(
            PreferenceFlipSpec spec, ProbeContext context, List<PreferenceMargin> margins, List<String> dropped) {
        double[] gains = margins.stream()
                .collect(groupingBy(
                        margin -> margin.triple().prompt(),
                        LinkedHashMap::new,
                        averagingDouble(PreferenceMargin::gain)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double raw = Summary.of(gains).mean();
        var effect = new Effect(
                "Mean gain of the margin",
                raw,
                spec.margin().unit(),
                gains.length,
                MeanInterval.signed(gains, MeanInterval.DEFAULT_LEVEL, context.seed("interval")),
                context.nulls().map(nulls -> nulls.test(raw)),
                OptionalDouble.empty());
        var rule = new PreferenceRule(spec);
        var evidence = rule.evidence(margins, gains, context.seed("sign flips"), dropped);
        var conclusion = rule.conclude(effect, evidence);
        return ProbeResult.of(spec, KIND, effect, conclusion, evidence);
    }
}
