package dev.sonde.probe.revert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link AdapterRevertProbe}.
 *
 * @param name unique within the suite
 * @param cases at least one, each prompt once
 * @param maxNewTokens longest answer, in tokens; at least 1
 * @param embeddingModel folder of a sentence embedder, relative to where the program runs; empty, or a name that is no
 *     folder: the base model itself
 * @param baseGoldSimilarityCap base answers nearer than this to gold leave nothing to revert to; a cosine from -1 to 1
 * @param assertRevertRateLt the rate of reverts has to stay below it; above 0, at most 1
 * @param assertZGte read and not used: null adapters answer as base does, and revert always; empty: not asked
 */
public record AdapterRevertSpec(
        String name,
        List<RevertCase> cases,
        int maxNewTokens,
        Optional<String> embeddingModel,
        double baseGoldSimilarityCap,
        double assertRevertRateLt,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** The reference's. */
    public static final int DEFAULT_MAX_NEW_TOKENS = 64;

    /** The reference's. */
    public static final double DEFAULT_BASE_GOLD_SIMILARITY_CAP = 0.75;

    /** The reference's. */
    public static final double DEFAULT_ASSERT_REVERT_RATE_LT = 0.25;

    /** Copies {@code cases} and checks the values. */
    public AdapterRevertSpec {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("Probe '" + name + "' needs at least one case");
        }
        var seen = new HashSet<String>();
        for (RevertCase each : cases) {
            if (!seen.add(each.prompt())) {
                throw new IllegalArgumentException(
                        "Probe '%s' has the case of '%s' twice; it would count as two observations. Remove one."
                                .formatted(name, each.prompt()));
            }
        }
        if (maxNewTokens < 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': max_new_tokens is at least 1, was %d".formatted(name, maxNewTokens));
        }
        if (!(baseGoldSimilarityCap >= -1 && baseGoldSimilarityCap <= 1)) {
            throw new IllegalArgumentException("Probe '%s': base_gold_similarity_cap is a cosine from -1 to 1, was %s"
                    .formatted(name, baseGoldSimilarityCap));
        }
        SpecChecks.share(name, "assert_revert_rate_lt", assertRevertRateLt);
        SpecChecks.above(name, "assert_revert_rate_lt", assertRevertRateLt, 0);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
    }

    /** The defaults with these cases. */
    public static AdapterRevertSpec of(String name, List<RevertCase> cases) {
        return fromFile(name, cases, null, null, null, null, null);
    }

    /** The same with another threshold. */
    public AdapterRevertSpec withAssertRevertRateLt(double rate) {
        return new AdapterRevertSpec(
                name, cases, maxNewTokens, embeddingModel, baseGoldSimilarityCap, rate, assertZGte);
    }

    /** The same with answers of another length. */
    public AdapterRevertSpec withMaxNewTokens(int tokens) {
        return new AdapterRevertSpec(
                name, cases, tokens, embeddingModel, baseGoldSimilarityCap, assertRevertRateLt, assertZGte);
    }

    @JsonCreator
    static AdapterRevertSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("cases") @Nullable List<RevertCase> cases,
            @JsonProperty("max_new_tokens") @Nullable Integer maxNewTokens,
            @JsonProperty("embedding_model") @Nullable String embeddingModel,
            @JsonProperty("base_gold_similarity_cap") @Nullable Double baseGoldSimilarityCap,
            @JsonProperty("assert_revert_rate_lt") @Nullable Double assertRevertRateLt,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new AdapterRevertSpec(
                name,
                cases == null ? List.of() : cases,
                maxNewTokens == null ? DEFAULT_MAX_NEW_TOKENS : maxNewTokens,
                Optional.ofNullable(embeddingModel).filter(text -> !text.isBlank()),
                baseGoldSimilarityCap == null ? DEFAULT_BASE_GOLD_SIMILARITY_CAP : baseGoldSimilarityCap,
                assertRevertRateLt == null ? DEFAULT_ASSERT_REVERT_RATE_LT : assertRevertRateLt,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
