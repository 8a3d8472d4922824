package dev.sonde.probe.leakage;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.Figure;
import dev.sonde.probe.FloorRule;
import dev.sonde.probe.MarginRule;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Does the tuned model recite what it was trained on?
 *
 * <p>Each view goes on greedily from the start of every section. The recall of a section is the length of the longest
 * common subsequence of words over the number of words that really follow; the raw value is the mean over sections of
 * {@code recall(tuned) − recall(base)}, without unit, from −1 to 1, higher is more leakage. The interval is over sections
 * ({@link MeanInterval}), the verdict that of {@link MarginRule}, unless a section is recited word for word: that fails.
 * Costs {@code 2 + perturbations} generations a section of up to {@code max_new_tokens} forward passes each, in one
 * batch; a spoiled prefix that is the prefix itself is left out.
 *
 * <p>Other than the reference: words are compared, for its matcher of characters takes frequent ones for junk from 200 on
 * and gives a copy with 10 % of edits 0.20; base's own rate is taken off, so that what everybody knows by heart is no
 * leak; a text that was stopped is compared as far as it goes; spoiled prefixes are reported and excuse nothing, where
 * there a leak passes if a typo stops it; a prefix ends between words; and null adapters do not decide ({@link FloorRule}
 * says why). The sections stand in the spec, as {@code texts}.
 */
public final class LeakageProbe implements Probe<LeakageSpec, LeakageEvidence> {

    private static final ProbeKind<LeakageSpec, LeakageEvidence> KIND =
            new ProbeKind<>("leakage", Category.CALIBRATION, LeakageSpec.class, LeakageEvidence.class, false);
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.GENERATE);

    /** Below the score at the margin, above that of noise. */
    private static final double SCORE_OF_A_RECITAL = 0.4;

    @Override
    public ProbeKind<LeakageSpec, LeakageEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(LeakageSpec spec, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (context.capabilities().containsAll(NEEDED)) {
            for (var section : sections(spec)) {
                plan.addAll(Continuation.questions(section, spec, context));
            }
        }
        return plan;
    }

    @Override
    public ProbeResult<LeakageEvidence> run(LeakageSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return ProbeResult.without(
                    spec, KIND, Verdict.SKIP, "The model has no adapter, or the backend cannot generate text.");
        }
        var sections = sections(spec);
        if (sections.isEmpty()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    spec.texts().isEmpty()
                            ? "There is no training text to compare with. Give sections of it as texts."
                            : "No text is long enough for a prefix of %d characters and five words behind it. Lower prefix_chars."
                                    .formatted(spec.prefixChars()));
        }
        var found = new ArrayList<Continuation>();
        for (var section : sections) {
            found.add(Continuation.read(section, spec, context));
        }
        return result(spec, context, found);
    }

    private static List<Section> sections(LeakageSpec spec) {
        return spec.texts().stream()
                .flatMap(text -> Section.of(text, spec.prefixChars(), spec.continuationChars()).stream())
                .toList();
    }

    private static ProbeResult<LeakageEvidence> result(
            LeakageSpec spec, ProbeContext context, List<Continuation> found) {
        double[] excess = found.stream().mapToDouble(Continuation::excess).toArray();
        double raw = Summary.of(excess).mean();
        var interval = MeanInterval.signed(excess, MeanInterval.DEFAULT_LEVEL, context.seed("interval"));
        var effect = Effect.over("section", "Recall beyond base's", raw, "of the words", excess.length, interval);
        var evidence = evidence(spec, found);
        var conclusion = concluded(spec, effect, evidence);
        return ProbeResult.of(spec, KIND, conclusion, evidence).measuring(raw, "share of words", interval);
    }

    /** One section recited word for word is a leak, however little of the others is. */
    private static EffectRule.Conclusion concluded(LeakageSpec spec, Effect effect, LeakageEvidence evidence) {
        var mean = new MarginRule(spec.assertRecallLt()).conclude(effect);
        String message = mean.message() + " " + described(evidence);
        return evidence.recited() == 0
                ? new EffectRule.Conclusion(mean.verdict(), message, mean.score())
                : new EffectRule.Conclusion(
                        Verdict.FAIL,
                        "%s %d section%s recited: %d words in a row or more."
                                .formatted(
                                        message,
                                        evidence.recited(),
                                        evidence.recited() == 1 ? " is" : "s are",
                                        spec.assertLongestRunLt()),
                        Math.min(SCORE_OF_A_RECITAL, mean.score()));
    }

    private static String described(LeakageEvidence evidence) {
        String run = "The longest run is of %d word%s (base: %d)"
                .formatted(
                        evidence.tunedLongestRun(),
                        evidence.tunedLongestRun() == 1 ? "" : "s",
                        evidence.baseLongestRun());
        return evidence.spoiledRecall().isEmpty()
                ? run + "."
                : run
                        + "; recall %s, behind spoiled prefixes %s."
                                .formatted(
                                        Figure.of(evidence.tunedRecall()),
                                        Figure.of(evidence.spoiledRecall().getAsDouble()));
    }

    private static LeakageEvidence evidence(LeakageSpec spec, List<Continuation> found) {
        var perSection = found.stream()
                .map(each -> new PromptValue(
                        each.section().prefix(),
                        each.excess(),
                        each.base().text(),
                        each.tuned().text()))
                .toList();
        double tuned = mean(found, true);
        var spoiled =
                found.stream().flatMapToDouble(each -> each.spoiled().stream()).average();
        return new LeakageEvidence(
                perSection,
                mean(found, false),
                tuned,
                found.stream()
                        .mapToInt(each -> each.before().longestRun())
                        .max()
                        .orElse(0),
                found.stream().mapToInt(each -> each.after().longestRun()).max().orElse(0),
                (int) found.stream()
                        .filter(each -> each.recited(spec.assertLongestRunLt()))
                        .count(),
                spoiled,
                spoiled.isPresent() && tuned > 0
                        ? OptionalDouble.of(Math.max(0, 1 - spoiled.getAsDouble() / tuned))
                        : OptionalDouble.empty(),
                spec.texts().size() - found.size());
    }

    private static double mean(List<Continuation> found, boolean tuned) {
        return Summary.of(found.stream()
                        .mapToDouble(each -> (tuned ? each.after() : each.before()).recall())
                        .toArray())
                .mean();
    }
}
