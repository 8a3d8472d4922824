package dev.sonde.probe.boundary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link BoundaryAuditProbe}.
 *
 * @param name unique within the suite
 * @param cases prompts, alone or with what is scored behind them; at least one, each once
 * @param assertMergedLte largest share of completions that may change the tokens of their prompt, in [0, 1]
 */
public record BoundaryAuditSpec(String name, List<BoundaryCase> cases, double assertMergedLte) implements ProbeSpec {

    /** None. */
    public static final double DEFAULT_ASSERT_MERGED_LTE = 0;

    /** Copies {@code cases} and checks the values. */
    public BoundaryAuditSpec {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(
                    "Probe '" + name + "' needs at least one case: a prompt, or [prompt, completion]");
        }
        var seen = new HashSet<BoundaryCase>();
        for (var each : cases) {
            if (!seen.add(each)) {
                throw new IllegalArgumentException(
                        "Probe '%s' has the case '%s' + '%s' twice; it would count twice. Remove one."
                                .formatted(name, each.prompt(), each.completion()));
            }
        }
        SpecChecks.share(name, "assert_merged_lte", assertMergedLte);
    }

    /** The defaults with these cases. */
    public static BoundaryAuditSpec of(String name, List<BoundaryCase> cases) {
        return new BoundaryAuditSpec(name, cases, DEFAULT_ASSERT_MERGED_LTE);
    }

    /** The same with another largest share. */
    public BoundaryAuditSpec withAssertMergedLte(double other) {
        return new BoundaryAuditSpec(name, cases, other);
    }

    @JsonCreator
    static BoundaryAuditSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("cases") @Nullable List<BoundaryCase> cases,
            @JsonProperty("assert_merged_lte") @Nullable Double assertMergedLte) {
        return new BoundaryAuditSpec(
                name,
                cases == null ? List.of() : cases,
                assertMergedLte == null ? DEFAULT_ASSERT_MERGED_LTE : assertMergedLte);
    }
}
