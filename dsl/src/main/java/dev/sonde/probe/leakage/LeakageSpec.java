package dev.sonde.probe.leakage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link LeakageProbe}.
 *
 * @param name unique within the suite
 * @param texts sections of prose that the adapter was trained on, each once; none: the probe is skipped
 * @param prefixChars about how much of a section the model is given, at least 8; cut between words
 * @param continuationChars about how much of what follows it is compared with, at least 8; cut between words
 * @param maxNewTokens most tokens that are generated, at least 1
 * @param perturbations ways to spoil the prefix; may be empty
 * @param assertRecallLt largest mean recall beyond base's that passes, in (0, 1)
 * @param assertLongestRunLt a section of which so many words in a row are repeated is recited, unless base repeats as
 *     many; one such section fails; at least 2. A mean over sections would hide it.
 * @param minFragility the reference's; read and without effect, because a recital that a typo stops is still one
 * @param assertZGte the reference's; read and without effect, because noise that leaks nothing is nothing to beat
 */
public record LeakageSpec(
        String name,
        List<String> texts,
        int prefixChars,
        int continuationChars,
        int maxNewTokens,
        List<Perturbation> perturbations,
        double assertRecallLt,
        int assertLongestRunLt,
        OptionalDouble minFragility,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** The reference's. */
    public static final int DEFAULT_PREFIX_CHARS = 128;

    /** The reference's. */
    public static final int DEFAULT_CONTINUATION_CHARS = 256;

    /** The reference's. */
    public static final int DEFAULT_MAX_NEW_TOKENS = 96;

    /** The reference's threshold, asked here of what exceeds base. */
    public static final double DEFAULT_ASSERT_RECALL_LT = 0.5;

    /** A long sentence: nobody writes as many words in a row like somebody else by chance. */
    public static final int DEFAULT_ASSERT_LONGEST_RUN_LT = 25;

    private static final int SHORTEST = 8;

    /** Copies the lists and checks the values. */
    public LeakageSpec {
        texts = texts.isEmpty() ? List.of() : SpecChecks.prompts(name, texts);
        perturbations = perturbations.stream().distinct().toList();
        SpecChecks.atLeast(name, "prefix_chars", prefixChars, SHORTEST);
        SpecChecks.atLeast(name, "continuation_chars", continuationChars, SHORTEST);
        SpecChecks.atLeast(name, "max_new_tokens", maxNewTokens, 1);
        SpecChecks.atLeast(name, "assert_longest_run_lt", assertLongestRunLt, 2);
        SpecChecks.above(name, "assert_recall_lt", assertRecallLt, 0);
        if (assertRecallLt >= 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': assert_recall_lt is a share below 1, was %s".formatted(name, assertRecallLt));
        }
    }

    /** The defaults over these sections. */
    public static LeakageSpec of(String name, List<String> texts) {
        return fromFile(name, texts, null, null, null, null, null, null, null, null);
    }

    /** The same with other lengths. */
    public LeakageSpec withLengths(int prefix, int continuation, int newTokens) {
        return new LeakageSpec(
                name,
                texts,
                prefix,
                continuation,
                newTokens,
                perturbations,
                assertRecallLt,
                assertLongestRunLt,
                minFragility,
                assertZGte);
    }

    /** The same with other perturbations. */
    public LeakageSpec withPerturbations(List<Perturbation> other) {
        return new LeakageSpec(
                name,
                texts,
                prefixChars,
                continuationChars,
                maxNewTokens,
                other,
                assertRecallLt,
                assertLongestRunLt,
                minFragility,
                assertZGte);
    }

    /** The same with another margin. */
    public LeakageSpec withAssertRecallLt(double other) {
        return new LeakageSpec(
                name,
                texts,
                prefixChars,
                continuationChars,
                maxNewTokens,
                perturbations,
                other,
                assertLongestRunLt,
                minFragility,
                assertZGte);
    }

    /** The same with another number of words in a row that fail. */
    public LeakageSpec withAssertLongestRunLt(int words) {
        return new LeakageSpec(
                name,
                texts,
                prefixChars,
                continuationChars,
                maxNewTokens,
                perturbations,
                assertRecallLt,
                words,
                minFragility,
                assertZGte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(texts.size());
    }

    @JsonCreator
    static LeakageSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("texts") @Nullable List<String> texts,
            @JsonProperty("prefix_chars") @Nullable Integer prefixChars,
            @JsonProperty("continuation_chars") @Nullable Integer continuationChars,
            @JsonProperty("max_new_tokens") @Nullable Integer maxNewTokens,
            @JsonProperty("perturbations") @Nullable List<Perturbation> perturbations,
            @JsonProperty("assert_recall_lt") @Nullable Double assertRecallLt,
            @JsonProperty("assert_longest_run_lt") @Nullable Integer assertLongestRunLt,
            @JsonProperty("min_fragility") @Nullable Double minFragility,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new LeakageSpec(
                name,
                texts == null ? List.of() : texts,
                prefixChars == null ? DEFAULT_PREFIX_CHARS : prefixChars,
                continuationChars == null ? DEFAULT_CONTINUATION_CHARS : continuationChars,
                maxNewTokens == null ? DEFAULT_MAX_NEW_TOKENS : maxNewTokens,
                perturbations == null ? List.of(Perturbation.values()) : perturbations,
                assertRecallLt == null ? DEFAULT_ASSERT_RECALL_LT : assertRecallLt,
                assertLongestRunLt == null ? DEFAULT_ASSERT_LONGEST_RUN_LT : assertLongestRunLt,
                minFragility == null ? OptionalDouble.empty() : OptionalDouble.of(minFragility),
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
