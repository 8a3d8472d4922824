package dev.sonde.probe.mergeloss;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.backend.MergedType;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link MergeLossProbe}.
 *
 * @param name unique within the suite
 * @param prompts on which the adapter has its effect, at least one, each once
 * @param dtypes formats to merge in, at least one, each once; each has to pass
 * @param divergence how two answers are compared
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param assertLostShareLte largest loss that passes, as a share of the adapter's own effect, by roots of nats; in (0, 1)
 */
public record MergeLossSpec(
        String name,
        List<String> prompts,
        List<MergedType> dtypes,
        Divergence divergence,
        OptionalInt topK,
        double assertLostShareLte)
        implements PromptsSpec<MergeLossSpec> {

    /** What merged models are saved in, and fp32 to compare with. */
    public static final List<MergedType> DEFAULT_DTYPES = List.of(MergedType.FP32, MergedType.FP16, MergedType.BF16);

    /** A tenth of the effect, a hundredth of its nats. */
    public static final double DEFAULT_ASSERT_LOST_SHARE_LTE = 0.1;

    /** Copies the lists and checks the values. */
    public MergeLossSpec {
        prompts = SpecChecks.prompts(name, prompts);
        dtypes = List.copyOf(dtypes);
        if (dtypes.isEmpty() || dtypes.stream().distinct().count() < dtypes.size()) {
            throw new IllegalArgumentException(
                    "Probe '%s': dtypes are one or several of fp32, fp16, bf16, each once; got %s"
                            .formatted(name, dtypes));
        }
        SpecChecks.topK(name, topK);
        SpecChecks.above(name, "assert_lost_share_lte", assertLostShareLte, 0);
        if (assertLostShareLte >= 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': assert_lost_share_lte is a share below 1, was %s".formatted(name, assertLostShareLte));
        }
    }

    /** The defaults with these prompts. */
    public static MergeLossSpec of(String name, List<String> prompts) {
        return fromFile(name, prompts, null, null, null, null);
    }

    /** The same with other formats. */
    public MergeLossSpec withDtypes(MergedType... other) {
        return new MergeLossSpec(name, prompts, List.of(other), divergence, topK, assertLostShareLte);
    }

    /** The same with another divergence. */
    public MergeLossSpec withDivergence(Divergence other) {
        return new MergeLossSpec(name, prompts, dtypes, other, topK, assertLostShareLte);
    }

    /** The same with another number of tokens of each answer. */
    public MergeLossSpec withTopK(int other) {
        return new MergeLossSpec(name, prompts, dtypes, divergence, OptionalInt.of(other), assertLostShareLte);
    }

    /** The same with another largest loss. */
    public MergeLossSpec withAssertLostShareLte(double other) {
        return new MergeLossSpec(name, prompts, dtypes, divergence, topK, other);
    }

    @Override
    public MergeLossSpec withPrompts(List<String> others) {
        return new MergeLossSpec(name, others, dtypes, divergence, topK, assertLostShareLte);
    }

    @JsonCreator
    static MergeLossSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("dtypes") @Nullable List<MergedType> dtypes,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("assert_lost_share_lte") @Nullable Double assertLostShareLte) {
        return new MergeLossSpec(
                name,
                prompts == null ? List.of() : prompts,
                dtypes == null ? DEFAULT_DTYPES : dtypes,
                divergence == null ? Divergence.JENSEN_SHANNON : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                assertLostShareLte == null ? DEFAULT_ASSERT_LOST_SHARE_LTE : assertLostShareLte);
    }
}
