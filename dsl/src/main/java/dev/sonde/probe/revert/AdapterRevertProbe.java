package dev.sonde.probe.revert;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Points;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.revert.RevertPair.Outcome;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asked in other words, does the tuned model still say what it learned, or does it fall back to what base says?
 *
 * <p>Both views answer each wording, greedily; answers and gold are compared by the cosine of their embeddings, the base
 * model's or those of a sentence embedder ({@code embedding_model}), around the mean of all of them ({@link Points}). A pair reverts when the tuned answer is nearer to base's answer than to gold; a pair
 * to which base itself says about the same as gold is left out, and so is an answer without a word. Where base says nothing
 * (a model of chats often ends at once), a tuned answer about the same as gold has stayed, and any other is left out: there
 * is nothing to compare it with. The raw value is the share of paraphrases that revert; its interval takes each case as one observation, and the verdict is that of
 * {@link RevertRule}. The prompts as they were trained are controls, reported and not counted: an adapter that never
 * learned the answers reverts there too. Where gold is a single line, answers count up to their first line's end. Costs two
 * answers and two embeddings a wording.
 *
 * <p>Other than the reference, which compares the rate itself with the threshold, whatever the number of cases, and never
 * asks the prompt as it was trained. There are no null adapters: they answer as base does, and always revert.
 */
public final class AdapterRevertProbe implements Probe<AdapterRevertSpec, AdapterRevertEvidence> {

    private static final ProbeKind<AdapterRevertSpec, AdapterRevertEvidence> KIND = new ProbeKind<>(
            "adapter_revert", Category.ADHERENCE, AdapterRevertSpec.class, AdapterRevertEvidence.class, false);
    private static final Map<Capability, String> NEEDED = new TreeMap<>(Map.of(
            Capability.FINE_TUNED, "The model has no adapter. Load it with one.",
            Capability.GENERATE, "The backend cannot generate text.",
            Capability.EMBED, "The backend cannot embed texts. Choose one that holds the weights."));

    @Override
    public ProbeKind<AdapterRevertSpec, AdapterRevertEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(AdapterRevertSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED.keySet())) {
            return List.of();
        }
        return Stream.<Evaluation<?>>concat(answers(View.BASE, spec).stream(), answers(context.tuned(), spec).stream())
                .toList();
    }

    private static List<Evaluation<Generation>> answers(View view, AdapterRevertSpec spec) {
        return spec.cases().stream()
                .flatMap(each -> each.wordings().stream())
                .map(wording -> new Evaluation<Generation>(
                        view, new Generate(wording, GenerationParameters.greedy(spec.maxNewTokens()))))
                .toList();
    }

    @Override
    public ProbeResult<AdapterRevertEvidence> run(AdapterRevertSpec spec, ProbeContext context) {
        for (var needed : NEEDED.entrySet()) {
            if (!context.capabilities().contains(needed.getKey())) {
                return ProbeResult.without(spec, KIND, Verdict.SKIP, needed.getValue());
            }
        }
        var evidence = evidence(spec, context);
        if (evidence.counted() == 0) {
            var nothing = new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "None of %d pairs can be judged: to %d base itself says about the same as gold, and %d have an answer without a word. Ask what base does not know."
                            .formatted(evidence.pairs().size(), evidence.trivial(), evidence.empty()),
                    0);
            return result(spec, evidence, nothing);
        }
        return result(spec, evidence, new RevertRule(spec.assertRevertRateLt()).conclude(evidence));
    }

    private static AdapterRevertEvidence evidence(AdapterRevertSpec spec, ProbeContext context) {
        var base = context.readAll(answers(View.BASE, spec));
        var tuned = context.readAll(answers(context.tuned(), spec));
        var texts = new ArrayList<String>();
        for (RevertCase each : spec.cases()) {
            for (int i = 0; i < each.wordings().size(); i++) {
                int answer = texts.size() / 3;
                texts.add(each.gold());
                texts.add(answer(base.get(answer), each.gold()));
                texts.add(answer(tuned.get(answer), each.gold()));
            }
        }
        // a blank text has no token on many tokenizers; its pair is not judged
        var points = Points.of(
                texts.stream().map(text -> text.isEmpty() ? "." : text).toList(), spec.embedding(), context);
        var pairs = new ArrayList<RevertPair>();
        var controls = new ArrayList<RevertPair>();
        int at = 0;
        for (RevertCase each : spec.cases()) {
            for (String wording : each.wordings()) {
                var pair = pair(spec, each, wording, texts.subList(at, at + 3), points, at);
                (wording.equals(each.prompt()) ? controls : pairs).add(pair);
                at += 3;
            }
        }
        return counted(pairs, controls, points);
    }

    /** Up to the end of the first line, where gold has one. */
    private static String answer(Generation written, String gold) {
        String text = written.text().strip();
        return gold.contains("\n") ? text : text.lines().findFirst().orElse("").strip();
    }

    /** Of {@code texts} gold comes first, then base's and the tuned answer; {@code at} is where their points begin. */
    private static RevertPair pair(
            AdapterRevertSpec spec, RevertCase each, String wording, List<String> texts, Points points, int at) {
        double toGold = points.cosine(at, at + 2);
        double toBase = points.cosine(at + 1, at + 2);
        double baseToGold = points.cosine(at, at + 1);
        double near = spec.baseGoldSimilarityCap();
        Outcome outcome;
        if (texts.get(2).isEmpty()) {
            outcome = Outcome.EMPTY;
        } else if (texts.get(1).isEmpty()) {
            outcome = toGold > near ? Outcome.STAYED : Outcome.EMPTY;
        } else if (baseToGold > near) {
            outcome = Outcome.TRIVIAL;
        } else {
            outcome = toBase > toGold ? Outcome.REVERTED : Outcome.STAYED;
        }
        return new RevertPair(
                each.prompt(), wording, each.gold(), texts.get(1), texts.get(2), toGold, toBase, baseToGold, outcome);
    }

    private static AdapterRevertEvidence counted(List<RevertPair> pairs, List<RevertPair> controls, Points points) {
        var judged = pairs.stream().filter(AdapterRevertProbe::counts).toList();
        return new AdapterRevertEvidence(
                pairs,
                controls,
                number(pairs, Outcome.REVERTED),
                judged.size(),
                (int) judged.stream().map(RevertPair::prompt).distinct().count(),
                number(pairs, Outcome.TRIVIAL),
                number(pairs, Outcome.EMPTY),
                number(controls, Outcome.STAYED),
                (int) controls.stream().filter(AdapterRevertProbe::counts).count(),
                points.embedder(),
                points.truncated());
    }

    private static boolean counts(RevertPair pair) {
        return pair.outcome() == Outcome.STAYED || pair.outcome() == Outcome.REVERTED;
    }

    private static int number(List<RevertPair> pairs, Outcome outcome) {
        return (int) pairs.stream().filter(pair -> pair.outcome() == outcome).count();
    }

    private static ProbeResult<AdapterRevertEvidence> result(
            AdapterRevertSpec spec, AdapterRevertEvidence evidence, Conclusion conclusion) {
        boolean measured = evidence.counted() > 0;
        double rate = measured ? (double) evidence.reverts() / evidence.counted() : 0;
        return ProbeResult.of(
                        spec,
                        KIND,
                        conclusion.verdict(),
                        conclusion.message() + left(evidence) + spec.embedding().note(),
                        evidence)
                .withScore(measured ? OptionalDouble.of(conclusion.score()) : OptionalDouble.empty())
                .measuring(
                        measured ? OptionalDouble.of(rate) : OptionalDouble.empty(),
                        "of the answers",
                        measured ? Optional.of(RevertRule.interval(rate, evidence.countedCases())) : Optional.empty());
    }

    private static String left(AdapterRevertEvidence evidence) {
        int left = evidence.trivial() + evidence.empty();
        String cut = evidence.truncated() == 0
                ? ""
                : " %d texts were cut to what the embedder reads.".formatted(evidence.truncated());
        return evidence.counted() == 0 || left == 0
                ? cut
                : " Left out: %d to which base says about the same as gold, %d with an answer without a word.%s"
                        .formatted(evidence.trivial(), evidence.empty(), cut);
    }
}
