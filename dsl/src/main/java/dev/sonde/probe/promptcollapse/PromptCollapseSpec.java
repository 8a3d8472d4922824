package dev.sonde.probe.promptcollapse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.Retention;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link PromptCollapseProbe}.
 *
 * @param name unique within the suite
 * @param prompts scored in this order; at least one, each once
 * @param contextLengths tokens of other text before each prompt; ascending, each once, with 0 in any case and at least
 *     one above
 * @param divergence how two answers are compared
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param assertHalfLifeTokens smallest half-life of the divergence that passes, in tokens; at least 1. It asks for a
 *     share of the effect at the largest length: 2^(−length / (2 · half-life)); empty: not asked
 * @param assertRetainedGte smallest share of the effect that passes at the largest length, in (0, 1]; empty: as the
 *     half-life says, and {@value #DEFAULT_ASSERT_RETAINED_GTE} without one
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 * @param padding the text that is put before the prompts, cut or repeated to length; empty: prose that comes with the
 *     library
 * @param legacyStuffing whether four characters are taken for a token, as the reference does without a tokenizer
 */
public record PromptCollapseSpec(
        String name,
        List<String> prompts,
        List<Integer> contextLengths,
        Divergence divergence,
        OptionalInt topK,
        OptionalInt assertHalfLifeTokens,
        OptionalDouble assertRetainedGte,
        OptionalDouble assertZGte,
        Optional<String> padding,
        boolean legacyStuffing)
        implements PromptsSpec<PromptCollapseSpec> {

    /** The reference's. */
    public static final List<Integer> DEFAULT_CONTEXT_LENGTHS = List.of(0, 256, 512, 1024);

    /** How answers are compared by default. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.JENSEN_SHANNON;

    /** Half of the effect: what the reference's 512 tokens of half-life ask for behind its 1,024 tokens. */
    public static final double DEFAULT_ASSERT_RETAINED_GTE = 0.5;

    /** Sorts the lengths and checks the values. */
    public PromptCollapseSpec {
        prompts = SpecChecks.prompts(name, prompts);
        SpecChecks.topK(name, topK);
        contextLengths = Stream.concat(Stream.of(0), contextLengths.stream())
                .distinct()
                .sorted()
                .toList();
        if (contextLengths.size() < 2 || contextLengths.get(0) < 0) {
            throw new IllegalArgumentException(
                    "Probe '%s': context_lengths are numbers of tokens, at least one above 0 and none below, was %s"
                            .formatted(name, contextLengths));
        }
        SpecChecks.atLeast(name, "assert_half_life_tokens", assertHalfLifeTokens.orElse(1), 1);
        assertRetainedGte.ifPresent(share -> SpecChecks.share(name, "assert_retained_gte", share));
        assertRetainedGte.ifPresent(share -> SpecChecks.above(name, "assert_retained_gte", share, 0));
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        padding.ifPresent(text -> SpecChecks.text("Probe '" + name + "'", "padding", text));
    }

    /** The defaults with these prompts. */
    public static PromptCollapseSpec of(String name, String... prompts) {
        return of(name, List.of(prompts));
    }

    /** The defaults with these prompts. */
    public static PromptCollapseSpec of(String name, List<String> prompts) {
        return fromFile(name, prompts, null, null, null, null, null, null, null, null);
    }

    /** The smallest share of the effect that passes behind so many tokens. */
    double threshold(double tokens) {
        double asked = assertHalfLifeTokens.isPresent()
                ? Retention.shareAfter(tokens, assertHalfLifeTokens.getAsInt())
                : DEFAULT_ASSERT_RETAINED_GTE;
        return assertRetainedGte.orElse(asked);
    }

    /** The same with other lengths. */
    public PromptCollapseSpec withContextLengths(int... other) {
        return new PromptCollapseSpec(
                name,
                prompts,
                IntStream.of(other).boxed().toList(),
                divergence,
                topK,
                assertHalfLifeTokens,
                assertRetainedGte,
                assertZGte,
                padding,
                legacyStuffing);
    }

    /** The same with another smallest half-life. */
    public PromptCollapseSpec withAssertHalfLifeTokens(int other) {
        return new PromptCollapseSpec(
                name,
                prompts,
                contextLengths,
                divergence,
                topK,
                OptionalInt.of(other),
                OptionalDouble.empty(),
                assertZGte,
                padding,
                legacyStuffing);
    }

    /** The same asking for a share of the effect. */
    public PromptCollapseSpec withAssertRetainedGte(double share) {
        return new PromptCollapseSpec(
                name,
                prompts,
                contextLengths,
                divergence,
                topK,
                assertHalfLifeTokens,
                OptionalDouble.of(share),
                assertZGte,
                padding,
                legacyStuffing);
    }

    /** The same with a text of one's own before the prompts. */
    public PromptCollapseSpec withPadding(String text) {
        return new PromptCollapseSpec(
                name,
                prompts,
                contextLengths,
                divergence,
                topK,
                assertHalfLifeTokens,
                assertRetainedGte,
                assertZGte,
                Optional.of(text),
                legacyStuffing);
    }

    @Override
    public PromptCollapseSpec withPrompts(List<String> others) {
        return new PromptCollapseSpec(
                name,
                others,
                contextLengths,
                divergence,
                topK,
                assertHalfLifeTokens,
                assertRetainedGte,
                assertZGte,
                padding,
                legacyStuffing);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(prompts.size());
    }

    @JsonCreator
    static PromptCollapseSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("context_lengths") @Nullable List<Integer> contextLengths,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("assert_half_life_tokens") @Nullable Integer assertHalfLifeTokens,
            @JsonProperty("assert_retained_gte") @Nullable Double assertRetainedGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte,
            @JsonProperty("padding") @Nullable String padding,
            @JsonProperty("legacy_stuffing") @Nullable Boolean legacyStuffing) {
        return new PromptCollapseSpec(
                name,
                prompts == null ? List.of() : prompts,
                contextLengths == null ? DEFAULT_CONTEXT_LENGTHS : contextLengths,
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                assertHalfLifeTokens == null ? OptionalInt.empty() : OptionalInt.of(assertHalfLifeTokens),
                assertRetainedGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertRetainedGte),
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte),
                Optional.ofNullable(padding),
                legacyStuffing != null && legacyStuffing);
    }
}
