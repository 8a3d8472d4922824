package dev.sonde.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    @Test
    void reads_what_each_probe_asserts() {
        var thresholds = Thresholds.of("""
                suite:
                  - {name: doc, kind: delta_kl, assert_mean_gte: 0.02, assert_z_gte: 3}
                  - {name: everyday, kind: delta_kl, assert_mean_gte: 0.0, assert_mean_lte: 5e-2}
                  - {name: free, kind: delta_kl}
                """);

        assertThat(thresholds.perProbe()).containsOnlyKeys("doc", "everyday");
        assertThat(thresholds.ofMeans()).isEqualTo(Map.of("doc", 0.02, "everyday", 0.05));
    }

    @Test
    void a_broken_file_has_none() {
        assertThat(Thresholds.of("{[").perProbe()).isEmpty();
        assertThat(Thresholds.of("").perProbe()).isEmpty();
    }
}
