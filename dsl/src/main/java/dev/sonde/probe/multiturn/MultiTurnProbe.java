package dev.sonde.probe.multiturn;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.FadingRule;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Retention;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.multiturn.MultiTurnEvidence.Dialogue;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Is the adapter's effect still there after some turns of a dialogue, in which the model's own answers fill the context?
 *
 * <p>The fine-tuned view answers each prompt, greedily and in the model's own chat template, and goes on answering; both
 * views then read each answer and are compared at some places of it. With d(t) the mean divergence over those places in
 * turn t, the raw value is the mean of d in the last turn over the dialogues, in nats: what is left. It has to be more
 * than null adapters leave in the same dialogues, and the share that is left, {@code mean √d(last) / mean √d(1)}, has to
 * reach {@code assert_retained_gte}, or what {@code assert_half_life_turns} implies, or half ({@link FadingRule}). Costs an
 * answer and two forward passes a prompt, turn and place, where the places of one answer share one pass; and a pass a
 * prompt and place for each null adapter, in the last turn only.
 *
 * <p>Dialogues are those of the fine-tuned view for null adapters too, so that all read the same text. An effect may fade
 * because the context grows or because the context primes base as well; this probe does not tell the two apart.
 *
 * <p>Other than the reference, which compares the views at one place of a turn, where the answer begins, fits an
 * exponential to the means and lets the sign of a noisy slope choose between pass and warning; there a slope of exactly 0
 * divides by zero, and two turns always pass. Here the first turn counts as the start, no curve is fitted, and an effect
 * that stays or grows passes.
 */
public final class MultiTurnProbe implements Probe<MultiTurnSpec, MultiTurnEvidence> {

    private static final ProbeKind<MultiTurnSpec, MultiTurnEvidence> KIND = new ProbeKind<>(
            "multi_turn_coherence_decay", Category.ADHERENCE, MultiTurnSpec.class, MultiTurnEvidence.class, true);
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.GENERATE);

    @Override
    public ProbeKind<MultiTurnSpec, MultiTurnEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(MultiTurnSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return List.of();
        }
        return context.chatTemplate()
                .<List<Evaluation<?>>>map(template -> List.copyOf(new Dialogues(spec, template, context).questions()))
                .orElse(List.of());
    }

    @Override
    public ProbeResult<MultiTurnEvidence> run(MultiTurnSpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, KIND);
        }
        if (!context.capabilities().contains(Capability.GENERATE)) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, "The backend cannot generate text.");
        }
        Optional<ChatTemplate> template = context.chatTemplate();
        if (template.isEmpty()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "The model has no chat template, or the backend does not show it: there are no turns. Put the template into the model's folder as chat_template.jinja.");
        }
        return result(spec, context, DialogueShifts.read(spec, template.get(), context));
    }

    private static ProbeResult<MultiTurnEvidence> result(
            MultiTurnSpec spec, ProbeContext context, DialogueShifts measured) {
        double raw = Summary.of(measured.last()).mean();
        var effect = new Effect(
                "Mean shift%s in turn %d".formatted(measured.exact() ? "" : " of at least", spec.maxTurns()),
                raw,
                "nats",
                measured.last().length,
                MeanInterval.divergence(
                        measured.last(),
                        MeanInterval.DEFAULT_LEVEL,
                        context.seed("interval"),
                        spec.divergence().largest()),
                context.nulls().map(nulls -> nulls.test(raw)),
                spec.divergence().floorIn(context),
                "dialogue");
        var evidence = evidence(spec, measured);
        var conclusion = new FadingRule(evidence.threshold(), spec.assertZGte())
                .conclude(
                        effect,
                        "In the first turn",
                        evidence.meanFirst(),
                        evidence.curve().stream().reduce((earlier, later) -> later),
                        "in turn " + spec.maxTurns());
        return ProbeResult.of(spec, KIND, effect, conclusion.also(silence(evidence, spec)), evidence);
    }

    private static String silence(MultiTurnEvidence evidence, MultiTurnSpec spec) {
        return evidence.emptyAnswers() == 0
                ? ""
                : " %d of %d answers are empty."
                        .formatted(evidence.emptyAnswers(), spec.prompts().size() * spec.maxTurns());
    }

    private static MultiTurnEvidence evidence(MultiTurnSpec spec, DialogueShifts measured) {
        var curve = new ArrayList<Retention>();
        if (Summary.of(measured.first()).max() > 0) {
            for (int turn = 1; turn < measured.shifts().size(); turn++) {
                curve.add(Retention.of(turn, measured.first(), measured.shifts().get(turn)));
            }
        }
        var dialogues = IntStream.range(0, spec.prompts().size())
                .mapToObj(i -> new Dialogue(
                        spec.prompts().get(i),
                        measured.turns().stream()
                                .map(turn -> turn.get(i).answer())
                                .toList(),
                        measured.shifts().stream().map(values -> values[i]).toList()))
                .toList();
        return new MultiTurnEvidence(
                spec.divergence(),
                Summary.of(measured.first()).mean(),
                curve,
                spec.threshold(spec.maxTurns() - 1),
                curve.isEmpty()
                        ? OptionalDouble.empty()
                        : curve.get(curve.size() - 1).halfLife(),
                dialogues,
                (int) dialogues.stream()
                        .flatMap(dialogue -> dialogue.answers().stream())
                        .filter(String::isBlank)
                        .count(),
                measured.exact());
    }
}
