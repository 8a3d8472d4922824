package dev.sonde.probe.retention;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.probe.drift.KnowledgePack;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link CapabilityRetentionProbe}.
 *
 * @param name unique within the suite
 * @param items questions with at least one wrong answer each, each prompt and gold once; empty: the packaged ones
 * @param itemsLimit most items that are used, the first ones, at least 1; empty: all
 * @param margin largest loss that is accepted, as a share of the items, in (0, 1); to be chosen before looking
 */
public record CapabilityRetentionSpec(String name, List<KnowledgeItem> items, OptionalInt itemsLimit, double margin)
        implements ProbeSpec {

    /** Five in a hundred answers. */
    public static final double DEFAULT_MARGIN = 0.05;

    /** Copies {@code items} and checks the values. */
    public CapabilityRetentionSpec {
        items = KnowledgeItem.distinct(name, items);
        for (var item : items) {
            if (item.alternatives().isEmpty()) {
                throw new IllegalArgumentException(
                        "Probe '%s': the item '%s%s' has no wrong answer, so that nothing is right or wrong. Give it alternatives."
                                .formatted(name, item.prompt(), item.gold()));
            }
        }
        if (itemsLimit.isPresent() && itemsLimit.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': items_limit is at least 1, was %d".formatted(name, itemsLimit.getAsInt()));
        }
        SpecChecks.above(name, "margin", margin, 0);
        if (margin >= 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': margin is a share of the items below 1, was %s".formatted(name, margin));
        }
    }

    /** The packaged items with the default margin. */
    public static CapabilityRetentionSpec of(String name) {
        return new CapabilityRetentionSpec(name, List.of(), OptionalInt.empty(), DEFAULT_MARGIN);
    }

    /** The same with other items. */
    public CapabilityRetentionSpec withItems(List<KnowledgeItem> other) {
        return new CapabilityRetentionSpec(name, other, itemsLimit, margin);
    }

    /** The same with no more than the first {@code most} items. */
    public CapabilityRetentionSpec withItemsLimit(int most) {
        return new CapabilityRetentionSpec(name, items, OptionalInt.of(most), margin);
    }

    /** The same with another margin. */
    public CapabilityRetentionSpec withMargin(double other) {
        return new CapabilityRetentionSpec(name, items, itemsLimit, other);
    }

    /** The items that are scored. */
    List<KnowledgeItem> scored() {
        var all = items.isEmpty() ? KnowledgePack.items() : items;
        return all.subList(0, Math.min(itemsLimit.orElse(all.size()), all.size()));
    }

    @JsonCreator
    static CapabilityRetentionSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("items") @Nullable List<KnowledgeItem> items,
            @JsonProperty("items_limit") @Nullable Integer itemsLimit,
            @JsonProperty("margin") @Nullable Double margin) {
        return new CapabilityRetentionSpec(
                name,
                items == null ? List.of() : items,
                itemsLimit == null ? OptionalInt.empty() : OptionalInt.of(itemsLimit),
                margin == null ? DEFAULT_MARGIN : margin);
    }
}
