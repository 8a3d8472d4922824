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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Does the tuned model write more like its reference than base does?
 *
 * <p>Both views write on from each prompt, with the same draws ({@link StyleFingerprintSpec#temperature}). With D the
 * distance of the mean fingerprint of a view's texts from the reference ({@link StyleScale}, {@link StyleDistance}), the raw
 * value is {@code 1 − D(tuned) / D(base)}: the share of the way to the reference that was gone. 0 is no move, 1 all of it,
 * below 0 away from it, in whatever direction. The interval is Fieller's over prompts, which takes the reference as fixed: of a
 * reference of a few hundred words a way to it is seen a little too often. {@link EffectRule} concludes. Null adapters write
 * on from the same prompts, and are compared with base where both wrote enough: one that writes briefly is measured on fewer
 * texts, and one that writes next to nothing leaves the probe without nulls, which the suite says. Where base may be as near
 * to the reference as can be there is no way to go: {@code INCONCLUSIVE}; so are texts of a few words. Costs two generations
 * a prompt, and one more under each null adapter.
 *
 * <p>How many texts it takes: an adapter of SmolLM2 135M that had learned its document went 0.73 of the way (0.44 to 1) in 19
 * texts of 64 tokens that begin about the document's matters, which decides. In 47 texts of 80 tokens about other matters it
 * went 0.34 (0.13 to 0.57), which does not; greedy ones, 43 of them, show nothing: −0.02 (−0.29 to 0.24).
 *
 * <p>Other than the reference, which projects one joint vector of six hand-scaled features, and gets −0.18 or 0.3 alike for
 * a model thrown off to one side: pieces of equal length are compared, for its features depend on the length; there is an
 * interval, over prompts; texts are drawn, for greedy ones go round in circles; features are scaled by how much they vary
 * anyway; a move sideways is a move away; and the nulls are measured on the user's reference, not on a text of their own.
 */
public final class StyleFingerprintProbe implements Probe<StyleFingerprintSpec, StyleFingerprintEvidence> {

    private static final ProbeKind<StyleFingerprintSpec, StyleFingerprintEvidence> KIND = new ProbeKind<>(
            "style_fingerprint",
            Category.CALIBRATION,
            StyleFingerprintSpec.class,
            StyleFingerprintEvidence.class,
            true);
    private static final String UNIT = "share of the way";
    private static final String NO_WAY =
            "Base's texts are no further from the reference than chance: there is no way to go. Give prompts on which base writes otherwise.";
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.GENERATE);

    @Override
    public ProbeKind<StyleFingerprintSpec, StyleFingerprintEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(StyleFingerprintSpec spec, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (unable(spec, context).isEmpty()) {
            plan.addAll(questions(spec, context, View.BASE));
            plan.addAll(questions(spec, context, context.tuned()));
        }
        return plan;
    }

    @Override
    public ProbeResult<StyleFingerprintEvidence> run(StyleFingerprintSpec spec, ProbeContext context) {
        var unable = unable(spec, context);
        if (unable.isPresent()) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, unable.get());
        }
        var base = context.readAll(questions(spec, context, View.BASE));
        var tuned = context.readAll(questions(spec, context, context.tuned()));
        var pairs = new ArrayList<StylePair>();
        for (int i = 0; i < base.size(); i++) {
            if (written(base.get(i)) && written(tuned.get(i))) {
                pairs.add(new StylePair(
                        spec.prompts().get(i), base.get(i).text(), tuned.get(i).text()));
            }
        }
        return pairs.size() < StyleDistance.FEWEST
                ? ProbeResult.without(spec, KIND, Verdict.INCONCLUSIVE, tooFew(pairs.size(), base, tuned))
                : result(spec, context, StyleComparison.of(spec.docReference(), pairs));
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

    /** A prompt's draws depend on nothing but the suite, the probe and the prompt, and not on the view. */
    private static List<Evaluation<Generation>> questions(StyleFingerprintSpec spec, ProbeContext context, View view) {
        return spec.prompts().stream()
                .map(prompt -> new Evaluation<>(view, new Generate(prompt, parameters(spec, context, prompt))))
                .toList();
    }

    private static GenerationParameters parameters(StyleFingerprintSpec spec, ProbeContext context, String prompt) {
        return spec.temperature() == 0
                ? GenerationParameters.greedy(spec.maxNewTokens())
                : new GenerationParameters(
                        spec.maxNewTokens(), spec.temperature(), 1, 0, context.seed("text after " + prompt));
    }

    /** A few words have no style: their rates are chance. */
    private static boolean written(Generation text) {
        return Words.of(text.text()).size() >= StyleScale.FEWEST_WORDS;
    }

    private static String tooFew(int both, List<Generation> base, List<Generation> tuned) {
        return "Texts of %d words from both views come after %d of %d prompts (from base %d, from the tuned view %d); a style takes at least %d. Give prompts that ask for more, or raise max_new_tokens."
                .formatted(
                        StyleScale.FEWEST_WORDS,
                        both,
                        base.size(),
                        base.stream().filter(StyleFingerprintProbe::written).count(),
                        tuned.stream().filter(StyleFingerprintProbe::written).count(),
                        StyleDistance.FEWEST);
    }

    private static ProbeResult<StyleFingerprintEvidence> result(
            StyleFingerprintSpec spec, ProbeContext context, StyleComparison found) {
        var evidence = found.evidence(spec);
        var interval = found.interval();
        int texts = found.pairs().size();
        if (found.before().squared() <= 0) {
            return ProbeResult.of(spec, KIND, Verdict.INCONCLUSIVE, NO_WAY, evidence);
        }
        double raw = found.shift();
        if (interval.isEmpty()) {
            return ProbeResult.of(spec, KIND, Verdict.INCONCLUSIVE, uncertain(found), evidence)
                    .measuring(raw, UNIT, interval);
        }
        var effect = new Effect(
                "Style shift",
                raw,
                "of the way to the reference",
                texts,
                interval,
                context.nulls().map(nulls -> nulls.test(raw)),
                OptionalDouble.empty());
        var conclusion = new EffectRule(spec.assertShiftGte(), spec.assertZGte()).conclude(effect);
        return ProbeResult.of(spec, KIND, conclusion, evidence)
                .measuring(raw, UNIT, interval)
                .against(effect.nullTest(), OptionalDouble.empty());
    }

    private static String uncertain(StyleComparison found) {
        return "Base is %s from the reference, which may be chance with %d prompts: about %d would tell. Give more, or such that lead to longer texts."
                .formatted(Figure.of(found.before().value()), found.pairs().size(), found.neededForWay());
    }
}
