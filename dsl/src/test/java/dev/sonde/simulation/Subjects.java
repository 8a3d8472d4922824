package dev.sonde.simulation;

import java.util.List;

/** All kinds of probes that the simulation knows, as the table lists them. */
final class Subjects {

    private Subjects() {}

    static List<Subject> all() {
        return List.of(
                new DivergenceSubject(Shape.SQUARED, false),
                new DivergenceSubject(Shape.EXPONENTIAL, false),
                new DivergenceSubject(Shape.LOG_NORMAL, false),
                new DivergenceSubject(Shape.SQUARED, true),
                new DivergenceSubject(Shape.EXPONENTIAL, true),
                new DivergenceSubject(Shape.LOG_NORMAL, true),
                new PreferenceSubject(Shape.NORMAL),
                new PreferenceSubject(Shape.SKEWED),
                new ParaphraseSubject(),
                new SectionSubject(),
                new ToolUseSubject(),
                new CollapseSubject(),
                new PerplexitySubject(Shape.NORMAL),
                new PerplexitySubject(Shape.SKEWED),
                new DriftSubject(),
                new RetentionSubject(),
                new LeakageSubject(),
                new AblationSubject(),
                new PositionSubject(Shape.EXPONENTIAL),
                new MapSubject(),
                new MergeSubject(),
                new TopicSubject(),
                new DialogueSubject(),
                new RevertSubject(),
                new StyleSubject());
    }
}
