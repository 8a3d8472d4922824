package dev.sonde.probe;

import dev.sonde.backend.Evaluation;
import java.util.List;

/**
 * A way to measure a model.
 *
 * <p>The life of one probe in a run:
 *
 * <ol>
 *   <li>{@link #plan} says which evaluations are known in advance; the runner computes them with those of all other
 *       probes in large batches.
 *   <li>{@link #run} reads them from the context, and whatever else it needs, and concludes.
 * </ol>
 *
 * <p>A probe asks {@link ProbeContext#tuned()} for the view under test instead of naming the fine-tuned one: the same
 * code then measures null adapters. Implementations are stateless. Registered through {@code
 * META-INF/services/dev.sonde.probe.Probe} or {@link ProbeRegistry#register}.
 *
 * <p>The short form, for a probe that compares answers prompt by prompt, is {@link #of}.
 */
public interface Probe<S extends ProbeSpec, E extends Evidence> {

    /** Which kind this is. Constant. */
    ProbeKind<S, E> kind();

    /** Whether it asks a model anything; false for one that looks at files only, and then a suite of such runs without. */
    default boolean needsModel() {
        return true;
    }

    /** The evaluations known in advance; {@link #run} reads each of them. May be empty. */
    List<Evaluation<?>> plan(S spec, ProbeContext context);

    /**
     * Measures and concludes.
     *
     * @throws RuntimeException of any kind: the runner turns it into a result with verdict {@code ERROR}
     */
    ProbeResult<E> run(S spec, ProbeContext context);

    /**
     * A probe in one function, which asks both views and concludes from their answers.
     *
     * <pre>{@code
     * record OtherWord(String name, List<String> prompts) implements ProbeSpec {}
     *
     * ProbeRegistry.shared().register(Probe.of("other_word", OtherWord.class, (spec, views) -> views
     *         .nextTokens(spec.prompts())
     *         .values((base, tuned) -> base.best() == tuned.best() ? 0 : 1)
     *         .effect("Share of other first words", "of the prompts", 0.2)));
     * }</pre>
     *
     * @param kind its name in files, {@code snake_case}
     * @param specType its settings; Jackson reads records and Kotlin data classes without annotations
     */
    static <S extends ProbeSpec> Probe<S, PromptEvidence> of(
            String kind, Class<S> specType, ProbeFunction<? super S> function) {
        return of(new ProbeKind<>(kind, Category.ADHERENCE, specType, PromptEvidence.class, true), function);
    }

    /** The same in any category, with or without null adapters. */
    static <S extends ProbeSpec> Probe<S, PromptEvidence> of(
            ProbeKind<S, PromptEvidence> kind, ProbeFunction<? super S> function) {
        return new FunctionProbe<>(kind, function);
    }
}
