package dev.sonde.suite;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.NoiseFloor;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A look at the model before any probe: are its numbers finite, and how much does it differ from itself?
 *
 * @param problem why no probe can be trusted; empty when all is well
 * @param noiseFloor the largest divergence between base and base repeated; empty where the backend cannot repeat
 */
record Preflight(Optional<String> problem, Optional<NoiseFloor> noiseFloor) {
    private static final int PROMPTS = 4;
    private static final String INTRODUCTION = "The model was looked at before the first probe. ";

    /**
     * Asks for the first few of the suite's own prompts under base, the tuned view, and base repeated.
     *
     * <p>A number that is not finite is a problem, and so is a model that answers nothing at all. One prompt that fails
     * for a reason of its own, such as its length, is left to the probes.
     */
    static Preflight of(ScoringBackend backend, Collection<Evaluation<?>> planned, int topK) {
        try {
            return measure(backend, planned, topK);
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException broken) { // a backend that throws instead of answering
            return new Preflight(Optional.of(INTRODUCTION + broken), Optional.empty());
        }
    }

    private static Preflight measure(ScoringBackend backend, Collection<Evaluation<?>> planned, int topK) {
        List<NextToken> prompts = prompts(planned, topK);
        var evaluations = new ArrayList<Evaluation<?>>(under(View.BASE, prompts));
        if (backend.capabilities().contains(Capability.FINE_TUNED)) {
            evaluations.addAll(under(View.FINE_TUNED, prompts));
        }
        List<Outcome> first = backend.evaluate(evaluations);
        List<Outcome> again = backend.capabilities().contains(Capability.REPEATED)
                ? backend.evaluate(under(new View.Repeated(View.BASE, 1), prompts))
                : List.of();
        return new Preflight(problem(first), noiseFloor(first, again));
    }

    private static List<NextToken> prompts(Collection<Evaluation<?>> planned, int topK) {
        var byPrompt = new LinkedHashMap<String, NextToken>();
        for (Evaluation<?> evaluation : planned) {
            if (evaluation.operation() instanceof NextToken next) {
                byPrompt.putIfAbsent(next.prompt(), next);
            }
        }
        return byPrompt.isEmpty()
                ? List.of(new NextToken("The", topK))
                : byPrompt.values().stream().limit(PROMPTS).toList();
    }

    private static List<Evaluation<TokenDistribution>> under(View view, List<NextToken> prompts) {
        return prompts.stream().map(prompt -> new Evaluation<>(view, prompt)).toList();
    }

    private static Optional<String> problem(List<Outcome> outcomes) {
        List<BackendException> failures = outcomes.stream()
                .filter(Outcome.Failure.class::isInstance)
                .map(outcome -> ((Outcome.Failure) outcome).error())
                .toList();
        return failures.stream()
                .filter(failure -> failure.damaged() || failures.size() == outcomes.size())
                .findFirst()
                .map(failure -> INTRODUCTION + failure.getMessage());
    }

    private static Optional<NoiseFloor> noiseFloor(List<Outcome> first, List<Outcome> again) {
        double js = 0;
        double kl = 0;
        int compared = 0;
        for (int i = 0; i < again.size(); i++) {
            if (first.get(i) instanceof Outcome.Answer once && again.get(i) instanceof Outcome.Answer twice) {
                var base = (TokenDistribution) once.score();
                var repeated = (TokenDistribution) twice.score();
                js = Math.max(js, Divergence.JENSEN_SHANNON.of(base, repeated));
                kl = Math.max(kl, Divergence.KL_FINE_TUNED_BASE.of(base, repeated));
                compared++;
            }
        }
        return compared == 0 ? Optional.empty() : Optional.of(new NoiseFloor(js, kl, compared));
    }
}
