package dev.sonde.probe.revert;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.EmbeddingModel;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.nio.file.Path;
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
 * @param embeddingModel folder of a sentence embedder (BERT, as sentence-transformers writes it), relative to
 *     {@code directory}; empty, or a name that is no folder there: the base model itself
 * @param baseGoldSimilarityCap base answers nearer than this to gold leave nothing to revert to; a cosine from -1 to 1
 * @param assertRevertRateLt the rate of reverts has to stay below it; above 0, at most 1
 * @param assertZGte read and not used: null adapters answer as base does, and revert always; empty: not asked
 * @param directory what a relative folder is meant from: that of the suite file; not part of a file
 */
public record AdapterRevertSpec(
        String name,
        List<RevertCase> cases,
        int maxNewTokens,
        Optional<String> embeddingModel,
        double baseGoldSimilarityCap,
        double assertRevertRateLt,
        OptionalDouble assertZGte,
        @JsonIgnore Path directory)
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
        directory = EmbeddingModel.directory(embeddingModel, directory);
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
        SpecChecks.atLeast(name, "max_new_tokens", maxNewTokens, 1);
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
        return fromFile(name, cases, null, null, null, null, null, Path.of(""));
    }

    /** The same with another threshold. */
    public AdapterRevertSpec withAssertRevertRateLt(double rate) {
        return new AdapterRevertSpec(
                name, cases, maxNewTokens, embeddingModel, baseGoldSimilarityCap, rate, assertZGte, directory);
    }

    /** The same with answers of another length. */
    public AdapterRevertSpec withMaxNewTokens(int tokens) {
        return new AdapterRevertSpec(
                name, cases, tokens, embeddingModel, baseGoldSimilarityCap, assertRevertRateLt, assertZGte, directory);
    }

    /** The same with the sentence embedder in {@code folder}; that there is none is an error of the run. */
    public AdapterRevertSpec withEmbeddingModel(Path folder) {
        return new AdapterRevertSpec(
                name,
                cases,
                maxNewTokens,
                Optional.of(Path.of(".").resolve(folder).toString()),
                baseGoldSimilarityCap,
                assertRevertRateLt,
                assertZGte,
                directory);
    }

    /** What embeds. */
    EmbeddingModel embedding() {
        return new EmbeddingModel(embeddingModel, directory);
    }

    @JsonCreator
    static AdapterRevertSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("cases") @Nullable List<RevertCase> cases,
            @JsonProperty("max_new_tokens") @Nullable Integer maxNewTokens,
            @JsonProperty("embedding_model") @Nullable String embeddingModel,
            @JsonProperty("base_gold_similarity_cap") @Nullable Double baseGoldSimilarityCap,
            @JsonProperty("assert_revert_rate_lt") @Nullable Double assertRevertRateLt,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte,
            @JacksonInject("directory") Path directory) {
        return new AdapterRevertSpec(
                name,
                cases == null ? List.of() : cases,
                maxNewTokens == null ? DEFAULT_MAX_NEW_TOKENS : maxNewTokens,
                Optional.ofNullable(embeddingModel).filter(text -> !text.isBlank()),
                baseGoldSimilarityCap == null ? DEFAULT_BASE_GOLD_SIMILARITY_CAP : baseGoldSimilarityCap,
                assertRevertRateLt == null ? DEFAULT_ASSERT_REVERT_RATE_LT : assertRevertRateLt,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte),
                directory);
    }
}
