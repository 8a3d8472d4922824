package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sonde.probe.nulladapter.NullAdapterEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NullValuesTest {

    @Test
    void refuses_values_that_are_missing_or_not_finite() {
        for (List<Double> values :
                List.of(List.<Double>of(), List.of(0.1, Double.NaN), List.of(Double.POSITIVE_INFINITY, 0.1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new NullValues("matched-norm", values))
                    .withMessageContaining("but are " + values);
        }
    }

    @Test
    void an_error_names_the_probe_whose_nulls_they_are() {
        var empty = new NullAdapterEvidence.ProbeNulls(List.of(), 0, 0, Optional.empty());
        var evidence = new NullAdapterEvidence("matched-norm", 0, List.of(), Map.of("drift", empty), Map.of());

        assertThat(evidence.valuesOf("other")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evidence.valuesOf("drift"))
                .withMessageStartingWith(
                        "Null values of probe 'drift' must be finite numbers, at least one, but are []");
    }
}
