package dev.sonde.probe.drift;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link CalibrationDriftProbe}.
 *
 * @param name unique within the suite
 * @param items what the base should know, each prompt and gold once; empty: those of {@code pack}
 * @param pack {@code builtin}; without effect when there are items
 * @param itemsLimit most items that are used, the first ones, at least 1; empty: all
 * @param regressionNats an item whose gold loses more than this has regressed, in nats a token; above 0
 * @param assertFractionRegressedLt largest share of regressed items that passes, in (0, 1)
 * @param assertMeanDeltaGte smallest mean change that passes, in nats a token; finite, below 0
 * @param assertZGte the reference's; read and without effect, because noise that harms nothing is nothing to beat
 */
public record CalibrationDriftSpec(
        String name,
        List<KnowledgeItem> items,
        String pack,
        OptionalInt itemsLimit,
        double regressionNats,
        double assertFractionRegressedLt,
        double assertMeanDeltaGte,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** The reference's: the gold's probability has fallen to 37 %. */
    public static final double DEFAULT_REGRESSION_NATS = 1;

    /** The reference's margin. */
    public static final double DEFAULT_ASSERT_FRACTION_REGRESSED_LT = 0.15;

    /** The reference's margin. */
    public static final double DEFAULT_ASSERT_MEAN_DELTA_GTE = -0.5;

    /** Copies {@code items} and checks the values. */
    public CalibrationDriftSpec {
        items = KnowledgeItem.distinct(name, items);
        if (!pack.equals(KnowledgePack.BUILTIN)) {
            throw new IllegalArgumentException("Probe '%s': there is no pack '%s', only '%s'; give your own items."
                    .formatted(name, pack, KnowledgePack.BUILTIN));
        }
        if (itemsLimit.isPresent() && itemsLimit.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': items_limit is at least 1, was %d".formatted(name, itemsLimit.getAsInt()));
        }
        SpecChecks.above(name, "regression_nats", regressionNats, 0);
        SpecChecks.above(name, "assert_fraction_regressed_lt", assertFractionRegressedLt, 0);
        SpecChecks.finite(name, "assert_mean_delta_gte", assertMeanDeltaGte);
        if (assertFractionRegressedLt >= 1 || assertMeanDeltaGte >= 0) {
            throw new IllegalArgumentException(
                    "Probe '%s': assert_fraction_regressed_lt is a share below 1 and assert_mean_delta_gte a margin below 0, were %s and %s"
                            .formatted(name, assertFractionRegressedLt, assertMeanDeltaGte));
        }
    }

    /** The packaged items with the default margins. */
    public static CalibrationDriftSpec of(String name) {
        return fromFile(name, null, null, null, null, null, null, null);
    }

    /** The same with other items. */
    public CalibrationDriftSpec withItems(List<KnowledgeItem> other) {
        return new CalibrationDriftSpec(
                name,
                other,
                pack,
                itemsLimit,
                regressionNats,
                assertFractionRegressedLt,
                assertMeanDeltaGte,
                assertZGte);
    }

    /** The same with no more than the first {@code most} items. */
    public CalibrationDriftSpec withItemsLimit(int most) {
        return new CalibrationDriftSpec(
                name,
                items,
                pack,
                OptionalInt.of(most),
                regressionNats,
                assertFractionRegressedLt,
                assertMeanDeltaGte,
                assertZGte);
    }

    /** The same with other margins: what counts as regressed, the largest share of it, the smallest mean change. */
    public CalibrationDriftSpec withMargins(double regression, double fraction, double meanDelta) {
        return new CalibrationDriftSpec(name, items, pack, itemsLimit, regression, fraction, meanDelta, assertZGte);
    }

    /** The items that are scored. */
    List<KnowledgeItem> scored() {
        var all = items.isEmpty() ? KnowledgePack.items() : items;
        return all.subList(0, Math.min(itemsLimit.orElse(all.size()), all.size()));
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(scored().size());
    }

    @JsonCreator
    static CalibrationDriftSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("items") @Nullable List<KnowledgeItem> items,
            @JsonProperty("pack") @Nullable String pack,
            @JsonProperty("items_limit") @Nullable Integer itemsLimit,
            @JsonProperty("regression_nats") @Nullable Double regressionNats,
            @JsonProperty("assert_fraction_regressed_lt") @Nullable Double assertFractionRegressedLt,
            @JsonProperty("assert_mean_delta_gte") @Nullable Double assertMeanDeltaGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new CalibrationDriftSpec(
                name,
                items == null ? List.of() : items,
                pack == null ? KnowledgePack.BUILTIN : pack,
                itemsLimit == null ? OptionalInt.empty() : OptionalInt.of(itemsLimit),
                regressionNats == null ? DEFAULT_REGRESSION_NATS : regressionNats,
                assertFractionRegressedLt == null ? DEFAULT_ASSERT_FRACTION_REGRESSED_LT : assertFractionRegressedLt,
                assertMeanDeltaGte == null ? DEFAULT_ASSERT_MEAN_DELTA_GTE : assertMeanDeltaGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
