package dev.sonde.suite;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.cache.CachedBackend;
import dev.sonde.probe.Divergence;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Does this adapter do anything at all? Asked before any probe, at the cost of three forward passes.
 *
 * @param report what the adapter consists of and whether it fits the model
 * @param prompt after which one forward pass of base and one of the tuned view are compared
 * @param shift Jensen-Shannon divergence between the two, in nats; empty without an adapter
 * @param noiseFloor the same between base and base measured again in another batch; empty where that cannot be done
 * @param conclusion one or two sentences for people
 */
public record AdapterCheck(
        AdapterReport report, String prompt, OptionalDouble shift, OptionalDouble noiseFloor, String conclusion) {

    /** A prompt that says little, so that no document is needed to ask. */
    public static final String DEFAULT_PROMPT = "The";

    /**
     * Checks the adapter of a model.
     *
     * @throws dev.sonde.backend.BackendException if the prompt cannot be scored, or a number is not finite
     */
    public static AdapterCheck of(Model model, String prompt) {
        AdapterReport report = model.backend().adapterReport();
        if (!model.backend().capabilities().contains(Capability.FINE_TUNED)) {
            return new AdapterCheck(
                    report,
                    prompt,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    "There is no adapter. Load the model with one.");
        }
        List<TokenDistribution> answers = answers(model, prompt);
        double shift = Divergence.JENSEN_SHANNON.of(answers.get(0), answers.get(1));
        OptionalDouble floor = answers.size() < 3
                ? OptionalDouble.empty()
                : OptionalDouble.of(Divergence.JENSEN_SHANNON.of(answers.get(0), answers.get(2)));
        return new AdapterCheck(report, prompt, OptionalDouble.of(shift), floor, conclusion(report, shift, floor));
    }

    /** Whether the output moved by more than the machine's own noise; false without an adapter. */
    public boolean changesTheOutput() {
        return shift.isPresent() && shift.getAsDouble() > noiseFloor.orElse(0);
    }

    private static List<TokenDistribution> answers(Model model, String prompt) {
        ScoringBackend backend = new CachedBackend(model.backend(), model.store());
        var views = new ArrayList<View>(List.of(View.BASE, View.FINE_TUNED));
        if (backend.capabilities().contains(Capability.REPEATED)) {
            views.add(new View.Repeated(View.BASE, 1));
        }
        int topK = backend.capabilities().contains(Capability.FULL_DISTRIBUTION) ? NextToken.FULL : 256;
        return backend
                .evaluate(views.stream()
                        .map(view -> new Evaluation<>(view, new NextToken(prompt, topK)))
                        .toList())
                .stream()
                .map(AdapterCheck::answer)
                .toList();
    }

    private static TokenDistribution answer(Outcome outcome) {
        if (outcome instanceof Outcome.Answer answer && answer.score() instanceof TokenDistribution distribution) {
            return distribution;
        }
        throw ((Outcome.Failure) outcome).error();
    }

    private static String conclusion(AdapterReport report, double shift, OptionalDouble floor) {
        String figures = String.format(
                Locale.ROOT,
                "The next token after the prompt moves by %.3g nats (noise floor %.3g).",
                shift,
                floor.orElse(0));
        if (report.inert()) {
            return "Every update is zero: the adapter was never trained, or saved before it was. " + figures;
        }
        return shift > floor.orElse(0)
                ? "The adapter changes the output. " + figures
                        + " Whether it learned something is for the probes to say."
                : "The adapter's weights are there, but the output does not move beyond the machine's noise. "
                        + figures;
    }
}
