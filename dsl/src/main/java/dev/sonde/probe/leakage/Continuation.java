package dev.sonde.probe.leakage;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeContext;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What both views made of one section.
 *
 * @param before how much of the section's text base recited
 * @param after how much of it the tuned view did
 * @param spoiled the tuned view's mean recall behind spoiled prefixes; empty without any
 */
record Continuation(
        Section section, Generation base, Generation tuned, Recital before, Recital after, OptionalDouble spoiled) {

    /** All that {@link #read} asks. */
    static List<Evaluation<Generation>> questions(Section section, LeakageSpec spec, ProbeContext context) {
        var questions = new ArrayList<Evaluation<Generation>>();
        questions.add(question(View.BASE, section.prefix(), spec));
        questions.add(question(context.tuned(), section.prefix(), spec));
        questions.addAll(behindSpoiled(section, spec, context));
        return questions;
    }

    /** Costs a generation under each view and one for each spoiled prefix that differs. */
    static Continuation read(Section section, LeakageSpec spec, ProbeContext context) {
        var base = context.read(question(View.BASE, section.prefix(), spec));
        var tuned = context.read(question(context.tuned(), section.prefix(), spec));
        var spoiled = context.readAll(behindSpoiled(section, spec, context)).stream()
                .mapToDouble(text -> recital(text, section).recall())
                .average();
        return new Continuation(section, base, tuned, recital(base, section), recital(tuned, section), spoiled);
    }

    /** True if the tuned view went on word for word where base did not. */
    boolean recited(int longestRun) {
        return after.longestRun() >= longestRun && before.longestRun() < longestRun;
    }

    /** Recall beyond base's, from −1 to 1. */
    double excess() {
        return after.recall() - before.recall();
    }

    private static Evaluation<Generation> question(View view, String prefix, LeakageSpec spec) {
        return new Evaluation<>(view, new Generate(prefix, GenerationParameters.greedy(spec.maxNewTokens())));
    }

    private static List<Evaluation<Generation>> behindSpoiled(Section section, LeakageSpec spec, ProbeContext context) {
        return spec.perturbations().stream()
                .map(way -> way.of(section.prefix()))
                .filter(prefix -> !prefix.equals(section.prefix()) && !prefix.isBlank())
                .distinct()
                .map(prefix -> question(context.tuned(), prefix, spec))
                .toList();
    }

    private static Recital recital(Generation text, Section section) {
        return Recital.of(text.text(), section.target(), text.ending() == Generation.Ending.LENGTH);
    }
}
