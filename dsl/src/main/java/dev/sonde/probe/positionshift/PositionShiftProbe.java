package dev.sonde.probe.positionshift;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.MarginRule;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.positionshift.PositionShiftEvidence.ClassShare;
import dev.sonde.probe.positionshift.PositionShiftEvidence.Early;
import dev.sonde.stats.Summary;
import java.util.List;
import java.util.Optional;

/**
 * At which tokens of a text does the adapter change what comes next?
 *
 * <p>At each token t of an answer of the view under test (greedy), or of a given text, both views are asked for the next
 * token behind the same beginning: {@code KL_t = KL(tuned || base)} in nats, and the rank that base gives the tuned view's
 * first choice: 1 unshifted, 2 or 3 marginal, beyond that shifted (Lin et al. 2023, arXiv:2312.01552; the first choice is
 * the token that a greedy answer goes on with). The first tokens are held against the later ones within each text: a change
 * of the first few only can be undone by little (Qi et al. 2024, arXiv:2406.05946).
 *
 * <p>The raw value is the mean over texts of their mean divergence, in nats a token, judged by {@link EffectRule}; a text is
 * one observation. With {@code assertShiftedLte} the share of shifted positions must stay within a margin too ({@link
 * MarginRule}). Null adapters write answers of their own, which are looked at in the same way.
 *
 * <p>A beginning is a piece of text: where a tokenizer would cut a longer text otherwise, it is asked about as it is cut by
 * itself. Tokens that are parts of a character are left out.
 *
 * <p>Cost: a generation per prompt, or one forward pass per text; 2 forward passes per position; the same without base's
 * given texts for each null adapter. Beginnings of one text share their computation.
 */
public final class PositionShiftProbe implements Probe<PositionShiftSpec, PositionShiftEvidence> {

    private static final ProbeKind<PositionShiftSpec, PositionShiftEvidence> KIND = new ProbeKind<>(
            "position_shift", Category.ADHERENCE, PositionShiftSpec.class, PositionShiftEvidence.class, true);

    @Override
    public ProbeKind<PositionShiftSpec, PositionShiftEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(PositionShiftSpec spec, ProbeContext context) {
        return unable(spec, context).isPresent() ? List.of() : new TextReader(spec, context).plan();
    }

    private static Optional<String> unable(PositionShiftSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return Optional.of("The model has no adapter. Load it with one.");
        }
        return spec.texts().isEmpty() && !context.capabilities().contains(Capability.GENERATE)
                ? Optional.of("The backend does not write texts. Give 'texts' in place of 'prompts'.")
                : Optional.empty();
    }

    @Override
    public ProbeResult<PositionShiftEvidence> run(PositionShiftSpec spec, ProbeContext context) {
        var unable = unable(spec, context);
        if (unable.isPresent()) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, unable.get());
        }
        var reader = new TextReader(spec, context);
        List<TextShift> texts = reader.read();
        var summary = new PositionSummary(texts, spec.divergence().largest(), context::seed);
        var evidence = new PositionShiftEvidence(
                spec.divergence(), texts, summary.byPosition(), summary.classes(), summary.early(), reader.exact());
        return result(spec, context, summary, evidence);
    }

    private static ProbeResult<PositionShiftEvidence> result(
            PositionShiftSpec spec, ProbeContext context, PositionSummary summary, PositionShiftEvidence evidence) {
        double[] means = summary.means();
        double raw = Summary.of(means).mean();
        var effect = new Effect(
                evidence.exact() ? "Mean shift" : "Mean shift of at least",
                raw,
                "nats a token",
                means.length,
                summary.divergences(means, "interval"),
                context.nulls().map(nulls -> nulls.test(raw)),
                spec.divergence().floorIn(context),
                "text");
        var conclusion = conclude(spec, effect, evidence);
        return ProbeResult.of(spec, KIND, effect, conclusion.also(" " + described(evidence)), evidence);
    }

    private static Conclusion conclude(PositionShiftSpec spec, Effect effect, PositionShiftEvidence evidence) {
        var conclusion = new EffectRule(spec.assertMeanGte(), spec.assertZGte()).conclude(effect);
        if (spec.assertShiftedLte().isEmpty()) {
            return conclusion;
        }
        ClassShare shifted = evidence.classes().get(ShiftClass.SHIFTED.ordinal());
        return conclusion.and(new MarginRule(spec.assertShiftedLte().getAsDouble())
                .conclude(Effect.over(
                        "text",
                        "Share of shifted positions",
                        shifted.share(),
                        "",
                        effect.prompts(),
                        shifted.interval())));
    }

    private static String described(PositionShiftEvidence evidence) {
        int positions = evidence.texts().stream()
                .mapToInt(text -> text.positions().size())
                .sum();
        String shares = "Of %d positions %.0f %% are unshifted, %.0f %% marginal, %.0f %% shifted."
                .formatted(
                        positions,
                        100 * evidence.classes().get(0).share(),
                        100 * evidence.classes().get(1).share(),
                        100 * evidence.classes().get(2).share());
        return evidence.early().map(early -> shares + " " + described(early)).orElse(shares);
    }

    private static String described(Early early) {
        return "First %d tokens %s nats each, later ones %s%s."
                .formatted(
                        early.last(),
                        Figure.of(early.first()),
                        Figure.of(early.later()),
                        early.pValue().isPresent()
                                ? " (p = " + Figure.of(early.pValue().getAsDouble()) + ")"
                                : "");
    }
}
