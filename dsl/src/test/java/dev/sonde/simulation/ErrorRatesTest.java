package dev.sonde.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The error rates that the documentation states, in few made-up worlds: bands allow for chance, so that a method that is
 * off by half fails and luck does not. {@code -DerrorRates=FILE} writes the whole table.
 */
class ErrorRatesTest {

    private static final int WORLDS = 60;
    private static final int SUITES = 40;
    private static final double LEVEL =
            0.9999; // of the bands: one false alarm in 10,000 comparisons, and seeds are fixed
    private static final long SEED = 20;

    static List<Subject> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void no_probe_passes_more_often_than_it_says_where_nothing_is_to_be_found(Subject subject) {
        for (int n : List.of(4, 8)) {
            var rates = Rates.of(subject, n, WORLDS, SEED);

            assertThat(rates.exceeds(Truth.NULL_ADAPTER, 0.05, LEVEL))
                    .as(rates.toString())
                    .isFalse();
            assertThat(rates.exceeds(Truth.AT_BOUND, 0.05, LEVEL))
                    .as(rates.toString())
                    .isFalse();
            assertThat(rates.coverage().orElse(1)).as(rates.toString()).isGreaterThan(0.8);
        }
    }

    @Test
    void one_suite_of_ten_null_probes_in_twenty_has_a_false_alarm() {
        var rates = SuiteRates.of(0, NullAdapterSpec.of("nulls"), SUITES, SEED);

        // 1/20 of 40 is 2; more than 8 has a probability of 2e-5
        assertThat(rates.anyFalse()).isLessThanOrEqualTo(8);
    }

    @Test
    @EnabledIfSystemProperty(named = "errorRates", matches = ".+")
    void the_table_is_written() throws IOException {
        SimulationTable.main(System.getProperty("errorRates"));

        assertThat(Path.of(System.getProperty("errorRates"))).isNotEmptyFile();
    }
}
