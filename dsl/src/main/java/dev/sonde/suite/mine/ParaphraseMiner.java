package dev.sonde.suite.mine;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.cache.CachedBackend;
import dev.sonde.probe.Figure;
import dev.sonde.score.Completion;
import dev.sonde.suite.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * On which wordings of a prompt is the least left of what an adapter learned?
 *
 * <p>Every rewording (by {@link Rewordings}, or by a function of yours) is scored. One after which base itself finds the
 * answer far less likely than after the prompt is refused: it asks for something else, or is hardly English. The rest are
 * ordered by the gap between the adapter's gain after the prompt and after them. Costs two forward passes a prompt and
 * rewording.
 *
 * <p>Other than the reference: it draws words from a thesaurus, keeps the ten farthest from the prompt before it scores
 * any, and has no check that they still ask the same.
 */
public final class ParaphraseMiner {

    /** How much less likely the answer may be to base, in nats a token. */
    public static final double DEFAULT_BASE_LOSS = 1.0;

    private final ScoringBackend backend;
    private final double baseLoss;
    private final Function<String, List<Rewording>> wording;

    private ParaphraseMiner(Model model, double baseLoss, Function<String, List<Rewording>> wording) {
        this.backend = new CachedBackend(model.backend(), model.store());
        this.baseLoss = baseLoss;
        this.wording = wording;
    }

    /** {@link #mine(Model, Map, double, Function)} with the rules of {@link Rewordings}. */
    public static MinedParaphrases mine(Model model, Map<String, String> goldByPrompt) {
        return mine(model, goldByPrompt, DEFAULT_BASE_LOSS, Rewordings::of);
    }

    /**
     * Scores rewordings of prompts.
     *
     * @param goldByPrompt the answer of each prompt, with its leading blank where it has one
     * @param baseLoss how much less likely the answer may be to base after a rewording, in nats a token
     * @param wording makes the rewordings of a prompt
     * @throws IllegalArgumentException if there is no prompt, or the model has no adapter
     */
    public static MinedParaphrases mine(
            Model model,
            Map<String, String> goldByPrompt,
            double baseLoss,
            Function<String, ? extends Collection<Rewording>> wording) {
        if (goldByPrompt.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are no prompts to word otherwise. Give prompts with their answers.");
        }
        if (!model.backend().capabilities().contains(Capability.FINE_TUNED)) {
            throw new IllegalArgumentException("The model has no adapter. Load it with one.");
        }
        return new ParaphraseMiner(model, baseLoss, prompt -> List.copyOf(wording.apply(prompt)))
                .mine(new LinkedHashMap<>(goldByPrompt));
    }

    private MinedParaphrases mine(Map<String, String> goldByPrompt) {
        var cases = new ArrayList<MinedCase>();
        var dropped = new ArrayList<String>();
        goldByPrompt.forEach((prompt, gold) -> mined(prompt, gold, dropped).ifPresent(cases::add));
        return new MinedParaphrases(cases, dropped);
    }

    private Optional<MinedCase> mined(String prompt, String gold, List<String> dropped) {
        List<Rewording> rewordings = wording.apply(prompt).stream()
                .filter(each -> !each.text().equals(prompt))
                .toList();
        List<String> texts = Stream.concat(
                        Stream.of(prompt), rewordings.stream().map(Rewording::text))
                .toList();
        List<Optional<double[]>> nats = nats(texts, gold, dropped);
        if (nats.get(0).isEmpty()) {
            return Optional.empty();
        }
        double base = nats.get(0).get()[0];
        double lift = nats.get(0).get()[1] - base;
        var candidates = new ArrayList<MinedParaphrase>();
        for (int i = 0; i < rewordings.size(); i++) {
            Rewording each = rewordings.get(i);
            nats.get(i + 1).ifPresent(found -> candidates.add(candidate(each, found, base, lift)));
        }
        candidates.sort(Comparator.comparingDouble(MinedParaphrase::gap).reversed());
        return Optional.of(new MinedCase(prompt, gold, base, lift, candidates));
    }

    private MinedParaphrase candidate(Rewording each, double[] nats, double base, double lift) {
        double own = nats[1] - nats[0];
        return new MinedParaphrase(
                each.text(),
                each.rule(),
                nats[0],
                own,
                lift - own,
                nats[0] >= base - baseLoss
                        ? Optional.empty()
                        : Optional.of("base finds the answer less likely by %s nats a token"
                                .formatted(Figure.of(base - nats[0]))));
    }

    /** Base's and the adapter's mean log-probability of the answer after each text; empty where it could not be scored. */
    private List<Optional<double[]>> nats(List<String> texts, String gold, List<String> dropped) {
        List<Outcome> outcomes = backend.evaluate(texts.stream()
                .flatMap(text -> Stream.of(View.BASE, View.FINE_TUNED)
                        .map(view -> new Evaluation<>(view, new CompletionLogProb(text, gold))))
                .toList());
        var nats = new ArrayList<Optional<double[]>>();
        for (int i = 0; i < texts.size(); i++) {
            Outcome base = outcomes.get(2 * i);
            Outcome tuned = outcomes.get(2 * i + 1);
            if (base instanceof Outcome.Answer first && tuned instanceof Outcome.Answer second) {
                nats.add(Optional.of(new double[] {
                    ((Completion) first.score()).meanLogProb(), ((Completion) second.score()).meanLogProb()
                }));
            } else {
                var failure = (Outcome.Failure) (base instanceof Outcome.Failure ? base : tuned);
                dropped.add("'%s': %s".formatted(texts.get(i), failure.error().getMessage()));
                nats.add(Optional.empty());
            }
        }
        return nats;
    }
}
