package dev.sonde.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.suite.SuiteScore;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GradeTest {

    @Test
    void a_whole_composite_stands_with_the_range_of_its_grade() {
        assertThat(grade(0.743, "healthy", 1)).isEqualTo("0.74 (healthy: 0.6 to 0.85)");
        assertThat(grade(0.1, "noise", 1)).isEqualTo("0.10 (noise: below 0.3)");
        assertThat(grade(0.45, "partial", 1)).isEqualTo("0.45 (partial: 0.3 to 0.6)");
    }

    @Test
    void a_good_number_over_a_part_of_the_suite_says_what_it_is_graded_as() {
        // 0.82 * 0.2 = 0.164
        assertThat(grade(0.82, "noise", 0.2))
                .isEqualTo("0.82 over 20 % of the suite's weight, graded as 0.16 (noise: below 0.3)");
    }

    @Test
    void what_is_missing_makes_nothing_less_suspicious() {
        assertThat(grade(0.9, "suspicious", 0.2)).isEqualTo("0.90 (suspicious: above 0.85)");
    }

    @Test
    void nothing_measured_is_unscored() {
        var score = new SuiteScore(OptionalDouble.empty(), "unscored", Map.of(), 0, List.of());

        assertThat(Grade.of(score)).isEqualTo("— (unscored)");
    }

    private static String grade(double overall, String band, double covered) {
        return Grade.of(new SuiteScore(OptionalDouble.of(overall), band, Map.of(), covered, List.of()));
    }
}
