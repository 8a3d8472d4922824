package dev.sonde.probe.multiturn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.Retention;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link MultiTurnProbe}.
 *
 * @param name unique within the suite
 * @param prompts what a user says first; at least one, each once
 * @param maxTurns how often the model answers, from 2 to 8
 * @param maxNewTokens longest answer, in tokens; at least 1
 * @param followUps what the user says then, in turn and again from the first; at least one
 * @param positions at how many places of each answer the views are compared, spread evenly over its words; at least 1
 * @param divergence how two answers are compared
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param assertHalfLifeTurns smallest half-life of the divergence that passes, in turns; above 0. It asks for a share of
 *     the effect in the last turn: 2^(−(turns − 1) / (2 · half-life)); empty: not asked
 * @param assertRetainedGte smallest share of the effect that passes in the last turn, in (0, 1]; empty: as the half-life
 *     says, and {@value #DEFAULT_ASSERT_RETAINED_GTE} without one
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 */
public record MultiTurnSpec(
        String name,
        List<String> prompts,
        int maxTurns,
        int maxNewTokens,
        List<String> followUps,
        int positions,
        Divergence divergence,
        OptionalInt topK,
        OptionalDouble assertHalfLifeTurns,
        OptionalDouble assertRetainedGte,
        OptionalDouble assertZGte)
        implements PromptsSpec<MultiTurnSpec> {

    /** The reference's. */
    public static final int DEFAULT_MAX_TURNS = 4;

    /** The reference's. */
    public static final int DEFAULT_MAX_NEW_TOKENS = 96;

    /** What keeps a conversation going without a topic of its own. */
    public static final List<String> DEFAULT_FOLLOW_UPS = List.of(
            "Please go on.",
            "What should I know besides?",
            "Could you explain that a little more?",
            "Is there anything else to it?",
            "Give me some details.",
            "What follows from that?",
            "And what comes next?");

    /** Enough for a steady mean of one answer. */
    public static final int DEFAULT_POSITIONS = 8;

    /** The reference's. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.KL_FINE_TUNED_BASE;

    /** Half of the effect. */
    public static final double DEFAULT_ASSERT_RETAINED_GTE = 0.5;

    private static final int MOST_TURNS = 8;

    /** Copies the lists and checks the values. */
    public MultiTurnSpec {
        prompts = SpecChecks.prompts(name, prompts);
        followUps = List.copyOf(followUps);
        SpecChecks.topK(name, topK);
        if (maxTurns < 2 || maxTurns > MOST_TURNS) {
            throw new IllegalArgumentException(
                    "Probe '%s': max_turns is from 2 to %d, was %d".formatted(name, MOST_TURNS, maxTurns));
        }
        atLeastOne(name, "max_new_tokens", maxNewTokens);
        atLeastOne(name, "positions", positions);
        if (followUps.isEmpty()) {
            throw new IllegalArgumentException(
                    "Probe '%s': follow_ups is empty; give at least one, or leave it out".formatted(name));
        }
        assertHalfLifeTurns.ifPresent(turns -> SpecChecks.above(name, "assert_half_life_turns", turns, 0));
        assertRetainedGte.ifPresent(share -> SpecChecks.share(name, "assert_retained_gte", share));
        assertRetainedGte.ifPresent(share -> SpecChecks.above(name, "assert_retained_gte", share, 0));
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
    }

    private static void atLeastOne(String name, String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Probe '%s': %s is at least 1, was %d".formatted(name, key, value));
        }
    }

    /** The defaults with these prompts. */
    public static MultiTurnSpec of(String name, String... prompts) {
        return of(name, List.of(prompts));
    }

    /** The defaults with these prompts. */
    public static MultiTurnSpec of(String name, List<String> prompts) {
        return fromFile(name, prompts, null, null, null, null, null, null, null, null, null);
    }

    /** The smallest share of the effect that passes so many turns after the first. */
    double threshold(int turns) {
        double asked = assertHalfLifeTurns.isPresent()
                ? Retention.shareAfter(turns, assertHalfLifeTurns.getAsDouble())
                : DEFAULT_ASSERT_RETAINED_GTE;
        return assertRetainedGte.orElse(asked);
    }

    /** The same with dialogues of other length. */
    public MultiTurnSpec withTurns(int turns, int newTokens) {
        return new MultiTurnSpec(
                name,
                prompts,
                turns,
                newTokens,
                followUps,
                positions,
                divergence,
                topK,
                assertHalfLifeTurns,
                assertRetainedGte,
                assertZGte);
    }

    /** The same with another smallest half-life. */
    public MultiTurnSpec withAssertHalfLifeTurns(double turns) {
        return new MultiTurnSpec(
                name,
                prompts,
                maxTurns,
                maxNewTokens,
                followUps,
                positions,
                divergence,
                topK,
                OptionalDouble.of(turns),
                OptionalDouble.empty(),
                assertZGte);
    }

    /** The same with other words of the user. */
    public MultiTurnSpec withFollowUps(String... other) {
        return new MultiTurnSpec(
                name,
                prompts,
                maxTurns,
                maxNewTokens,
                List.of(other),
                positions,
                divergence,
                topK,
                assertHalfLifeTurns,
                assertRetainedGte,
                assertZGte);
    }

    @Override
    public MultiTurnSpec withPrompts(List<String> others) {
        return new MultiTurnSpec(
                name,
                others,
                maxTurns,
                maxNewTokens,
                followUps,
                positions,
                divergence,
                topK,
                assertHalfLifeTurns,
                assertRetainedGte,
                assertZGte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(prompts.size());
    }

    @JsonCreator
    static MultiTurnSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("max_turns") @Nullable Integer maxTurns,
            @JsonProperty("max_new_tokens") @Nullable Integer maxNewTokens,
            @JsonProperty("follow_ups") @Nullable List<String> followUps,
            @JsonProperty("positions") @Nullable Integer positions,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("assert_half_life_turns") @Nullable Double assertHalfLifeTurns,
            @JsonProperty("assert_retained_gte") @Nullable Double assertRetainedGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new MultiTurnSpec(
                name,
                prompts == null ? List.of() : prompts,
                maxTurns == null ? DEFAULT_MAX_TURNS : maxTurns,
                maxNewTokens == null ? DEFAULT_MAX_NEW_TOKENS : maxNewTokens,
                followUps == null ? DEFAULT_FOLLOW_UPS : followUps,
                positions == null ? DEFAULT_POSITIONS : positions,
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                assertHalfLifeTurns == null ? OptionalDouble.empty() : OptionalDouble.of(assertHalfLifeTurns),
                assertRetainedGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertRetainedGte),
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
