package dev.sonde.probe.sections;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.Measured;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Which sections of the training document does the model predict better, beyond what it gained on text it never saw?
 *
 * <p>The lift of a text is the share of base's nats that the adapter saves: {@code 1 − NLL_ft / NLL_base}, per token of
 * prose and of answers; of a preference the nats are {@code log(1 + exp(−margin))}. A section's effective lift is its own
 * less that of the control texts, where that is positive: harm to other text is no merit of a section. Its interval is over
 * runs of 16 tokens, over answers or over preferences, with base's mean and the controls taken as known. The raw value is
 * the mean effective lift of the sections; it has to be an effect by {@link EffectRule}, against null adapters on the same
 * sections, and {@link SectionRule} counts the sections. Cost: two forward passes per 2000 characters of prose, question
 * and control text, four per preference; half of that under each null adapter.
 *
 * <p>Other than the reference: there, the controls are the other sections. The mean of the differences from the mean of the
 * others is 0 for every model, up to rounding, so that its z says nothing, a healthy adapter fails, and at most some of the
 * sections can ever pass. There, only the first 2000 characters are scored, a token of an answer is four characters, and of
 * preferences the rejected answer is not looked at. One section is enough here.
 */
public final class SectionInternalizationProbe
        implements Probe<SectionInternalizationSpec, SectionInternalizationEvidence> {

    private static final ProbeKind<SectionInternalizationSpec, SectionInternalizationEvidence> KIND = new ProbeKind<>(
            "section_internalization",
            Category.ATTRIBUTION,
            SectionInternalizationSpec.class,
            SectionInternalizationEvidence.class,
            true);

    @Override
    public ProbeKind<SectionInternalizationSpec, SectionInternalizationEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(SectionInternalizationSpec spec, ProbeContext context) {
        var eligible = eligible(spec);
        if (eligible.isEmpty() || !context.capabilities().contains(Capability.FINE_TUNED)) {
            return List.of();
        }
        var texts = Stream.concat(
                        eligible.stream().map(section -> ScoredText.of(section, spec.maxProseChars())),
                        Stream.of(controls(spec)))
                .toList();
        return Stream.of(View.BASE, context.tuned())
                .<Evaluation<?>>flatMap(view -> texts.stream().flatMap(text -> text.questions(view).stream()))
                .toList();
    }

    private static List<Section> eligible(SectionInternalizationSpec spec) {
        return spec.sections().stream()
                .filter(section -> spec.includeKinds().contains(section.kind()))
                .toList();
    }

    private static ScoredText.Prose controls(SectionInternalizationSpec spec) {
        return new ScoredText.Prose(spec.controls().stream()
                .flatMap(control -> ScoredText.prose(control, spec.maxProseChars()).pieces().stream())
                .distinct()
                .toList());
    }

    @Override
    public ProbeResult<SectionInternalizationEvidence> run(SectionInternalizationSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        var eligible = eligible(spec);
        if (eligible.isEmpty()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "There is no section of the kinds %s. Give the sections of the training document."
                            .formatted(spec.includeKinds()));
        }
        var scorer = new SectionScorer(spec, context);
        var controls = scorer.saving(controls(spec));
        var lifts = Measured.of(eligible, Section::id, section -> scorer.lift(section, controls));
        return lifts.found().isEmpty()
                ? ProbeResult.without(
                        spec,
                        KIND,
                        Verdict.ERROR,
                        "No section could be scored. The first: "
                                + lifts.dropped().get(0))
                : result(spec, context, evidence(spec, controls, lifts.found(), lifts.dropped()));
    }

    private static SectionInternalizationEvidence evidence(
            SectionInternalizationSpec spec,
            SectionScorer.Saving controls,
            List<SectionLift> lifts,
            List<String> dropped) {
        double threshold = spec.perSectionThreshold();
        return new SectionInternalizationEvidence(
                lifts,
                controls.base(),
                controls.tuned(),
                controls.lift(),
                (int) lifts.stream().filter(lift -> lift.shown(threshold)).count(),
                (int) lifts.stream().filter(lift -> lift.refuted(threshold)).count(),
                dropped);
    }

    private static ProbeResult<SectionInternalizationEvidence> result(
            SectionInternalizationSpec spec, ProbeContext context, SectionInternalizationEvidence evidence) {
        double[] effective = evidence.perSection().stream()
                .mapToDouble(SectionLift::effective)
                .toArray();
        double raw = Summary.of(effective).mean();
        var effect = new Effect(
                "Mean lift beyond the controls",
                raw,
                "of base's nats",
                effective.length,
                MeanInterval.signed(effective, MeanInterval.DEFAULT_LEVEL, context.seed("interval")),
                context.nulls().map(nulls -> nulls.test(raw)),
                OptionalDouble.empty(),
                "section");
        var conclusion = new EffectRule(spec.perSectionThreshold(), spec.assertZGte())
                .conclude(effect)
                .and(new SectionRule(spec).conclude(evidence));
        String dropped = evidence.dropped().isEmpty()
                ? ""
                : " %d could not be scored; the first: %s"
                        .formatted(evidence.dropped().size(), evidence.dropped().get(0));
        return ProbeResult.of(spec, KIND, effect, conclusion.also(dropped), evidence);
    }
}
