package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.BackendException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    private static final Function<Integer, String> NAME = String::valueOf;

    @Test
    void an_item_that_cannot_be_scored_leaves_the_others_standing() {
        var measured = Measured.of(List.of(1, 2, 3), NAME, item -> {
            if (item == 2) {
                throw new BackendException("prompt-too-long", "The text has 9 tokens.");
            }
            return 10 * item;
        });

        assertThat(measured.found()).containsExactly(10, 30);
        assertThat(measured.dropped()).containsExactly("'2': The text has 9 tokens.");
    }

    @Test
    void a_number_that_is_none_is_no_fault_of_one_item() {
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> Measured.of(List.of(1, 2), NAME, item -> {
                    throw BackendErrors.nonFinite("The log-probability", Double.NaN);
                }))
                .withMessageContaining("NaN");
    }

    @Test
    void a_long_name_is_shortened_between_characters() {
        String text = "🙂".repeat(81);

        assertThat(Figure.shortened(text)).isEqualTo("🙂".repeat(79) + "…");
        assertThat(Figure.shortened("🙂".repeat(80))).isEqualTo("🙂".repeat(80));
    }
}
