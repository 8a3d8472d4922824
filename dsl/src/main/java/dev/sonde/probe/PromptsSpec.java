package dev.sonde.probe;

import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of a probe over a list of prompts: it can go on with more of them. What was asked with the earlier prompts is
 * asked in the same words again, so that a cache answers it, and only what is new is computed.
 *
 * @param <S> the record itself
 */
public interface PromptsSpec<S extends PromptsSpec<S>> extends ProbeSpec {

    /** Each once, in order. */
    List<String> prompts();

    /**
     * The same on other prompts.
     *
     * @throws IllegalArgumentException if there is none, one stands twice, or another setting does not fit them
     */
    S withPrompts(List<String> others);

    /**
     * The same with more prompts behind those that it has.
     *
     * @throws IllegalArgumentException as {@link #withPrompts}
     */
    default S withMorePrompts(List<String> more) {
        return withPrompts(Stream.concat(prompts().stream(), more.stream()).toList());
    }

    /** {@link #withMorePrompts(List)} for a few. */
    default S withMorePrompts(String... more) {
        return withMorePrompts(List.of(more));
    }
}
