package dev.sonde.probe.style;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.Words;
import dev.sonde.score.Generation;
import dev.sonde.stats.Fieller;
import dev.sonde.stats.MeanInterval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Does the tuned model write more like its reference than base does?
 *
 * <p>Both views go on greedily from each prompt. With d the distance of a text from the reference ({@link StyleScale}) and
 * d₀ that of the reference's own pieces from each other, the raw value is {@code mean(d(base) − d(tuned)) / mean(d(base) −
 * d₀)}: the share of the way to the reference that was gone. 0 is no move, 1 all of it, below 0 away from it, in whatever
 * direction. The interval is Fieller's over prompts, which takes the reference as fixed; {@link EffectRule} concludes, and
 * null adapters write on from the same prompts on the same scale. Where base is not further from the reference than the
 * reference from itself there is no way to go: {@code INCONCLUSIVE}; so are texts of a few words. Costs two generations a
 * prompt, and one more under each null adapter. Styles differ from text to text, and so do distances: eight prompts of 80
 * tokens did not decide on SmolLM2 135M, and on a model that answers in a few words no number does.
 *
 * <p>Other than the reference, which projects one joint vector of six hand-scaled features, and gets −0.18 or 0.3 alike for
 * a model thrown off to one side: pieces of equal length are compared, for its features depend on the length; each prompt
 * has its own value, hence an interval; features are scaled by how much they vary anyway; a move sideways is a move away;
 * and the nulls are measured on the user's reference, not on a text of their own.
 */
public final class StyleFingerprintProbe implements Probe<StyleFingerprintSpec, StyleFingerprintEvidence> {

    private static final ProbeKind<StyleFingerprintSpec, StyleFingerprintEvidence> KIND = new ProbeKind<>(
            "style_fingerprint",
            Category.CALIBRATION,
            StyleFingerprintSpec.class,
            StyleFingerprintEvidence.class,
            true);
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.GENERATE);

    @Override
    public ProbeKind<StyleFingerprintSpec, StyleFingerprintEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(StyleFingerprintSpec spec, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (unable(spec, context).isEmpty()) {
            plan.addAll(questions(spec, View.BASE));
            plan.addAll(questions(spec, context.tuned()));
        }
        return plan;
    }

    @Override
    public ProbeResult<StyleFingerprintEvidence> run(StyleFingerprintSpec spec, ProbeContext context) {
        var unable = unable(spec, context);
        if (unable.isPresent()) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, unable.get());
        }
        var base = context.readAll(questions(spec, View.BASE));
        var tuned = context.readAll(questions(spec, context.tuned()));
        var pairs = new ArrayList<StylePair>();
        for (int i = 0; i < base.size(); i++) {
            if (written(base.get(i)) && written(tuned.get(i))) {
                pairs.add(new StylePair(
                        spec.prompts().get(i), base.get(i).text(), tuned.get(i).text()));
            }
        }
        return pairs.isEmpty()
                ? ProbeResult.without(spec, KIND, Verdict.INCONCLUSIVE, tooShort(base, tuned))
                : result(spec, context, StyleComparison.of(spec, pairs));
    }

    private static Optional<String> unable(StyleFingerprintSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return Optional.of("The model has no adapter, or the backend cannot generate text.");
        }
        int words = Words.of(spec.docReference()).size();
        if (words == 0) {
            return Optional.of("There is no reference. Give prose in the style that is wanted as doc_reference.");
        }
        return words < StyleFingerprintSpec.FEWEST_REFERENCE_WORDS
                ? Optional.of(
                        "The reference has %d words; %d are needed to see how much its style varies. Give more of it."
                                .formatted(words, StyleFingerprintSpec.FEWEST_REFERENCE_WORDS))
                : Optional.empty();
    }

    private static List<Evaluation<Generation>> questions(StyleFingerprintSpec spec, View view) {
        var parameters = GenerationParameters.greedy(spec.maxNewTokens());
        return spec.prompts().stream()
                .map(prompt -> new Evaluation<>(view, new Generate(prompt, parameters)))
                .toList();
    }

    /** A few words have no style: their rates are chance. */
    private static boolean written(Generation text) {
        return Words.of(text.text()).size() >= StyleScale.FEWEST_WORDS;
    }

    private static String tooShort(List<Generation> base, List<Generation> tuned) {
        return "No prompt has texts of %d words from both views, base has %d of %d so long and the tuned view %d: too little to have a style. Give prompts that ask for more, or raise max_new_tokens."
                .formatted(
                        StyleScale.FEWEST_WORDS,
                        base.stream().filter(StyleFingerprintProbe::written).count(),
                        base.size(),
                        tuned.stream().filter(StyleFingerprintProbe::written).count());
    }

    private static ProbeResult<StyleFingerprintEvidence> result(
            StyleFingerprintSpec spec, ProbeContext context, StyleComparison found) {
        var evidence = found.evidence(spec.prompts().size());
        var interval = Fieller.of(found.gains(), found.ways(), MeanInterval.DEFAULT_LEVEL);
        boolean uncertain = found.gains().length >= MeanInterval.FEWEST && interval.isEmpty();
        if (found.way() <= 0 || uncertain) {
            return noWay(spec, evidence);
        }
        double raw = found.gain() / found.way();
        var effect = new Effect(
                "Style shift",
                raw,
                "of the way to the reference",
                found.gains().length,
                interval,
                context.nulls().map(nulls -> nulls.test(raw)),
                OptionalDouble.empty());
        var conclusion = new EffectRule(spec.assertShiftGte(), spec.assertZGte()).conclude(effect);
        return ProbeResult.of(spec, KIND, conclusion, evidence)
                .measuring(raw, "share of the way", interval)
                .against(effect.nullTest(), OptionalDouble.empty());
    }

    private static ProbeResult<StyleFingerprintEvidence> noWay(
            StyleFingerprintSpec spec, StyleFingerprintEvidence evidence) {
        return ProbeResult.of(spec, KIND, Verdict.INCONCLUSIVE, noWay(evidence), evidence);
    }

    private static String noWay(StyleFingerprintEvidence evidence) {
        String distances = "Base is %s from the reference, and the reference %s from itself"
                .formatted(Figure.of(evidence.baseDistance()), Figure.of(evidence.ownDistance()));
        return evidence.baseDistance() <= evidence.ownDistance()
                ? distances + ": there is no way to go. Give prompts on which base writes otherwise."
                : "%s, which differs too much between %d prompts to take a share of it. Give more prompts, or such that lead to longer texts."
                        .formatted(distances, evidence.perPrompt().size());
    }
}
