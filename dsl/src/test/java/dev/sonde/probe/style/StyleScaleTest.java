package dev.sonde.probe.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.probe.Words;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StyleScaleTest {

    private static final double EXACT = 1e-12;

    @Test
    void features_are_rates_per_word() {
        // five words, 3 + 3 + 5 + 4 + 2 letters; one comma, one call, one number, one capital, no line break inside
        double[] found = new StyleFeatures(List.of("two")).of("one, two! Three (four) 15.\n");

        assertThat(found).containsExactly(new double[] {0.4, 3.4, 1, 0.2, 0.2, 0.4, 0.2, 0.2, 0, 0.2}, within(EXACT));
    }

    @Test
    void different_words_are_counted_in_rows_of_twenty_at_any_length() {
        var once = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            once.append("w").append(i).append(' ');
        }
        var features = new StyleFeatures(List.of());

        // ten words in a circle: every row of twenty has ten different ones
        assertThat(features.of(once.toString().repeat(3))[2]).isCloseTo(0.5, within(EXACT));
        assertThat(features.of(once.toString().repeat(30))[2]).isCloseTo(0.5, within(EXACT));
    }

    @Test
    void common_words_are_those_that_both_sides_use_most() {
        // the least share of both: a 1/4, the 1/4, sea none; equal ones by name
        assertThat(StyleFeatures.common("The sea a the", "a the a a", 5).common())
                .containsExactly("a", "the");
        assertThat(StyleFeatures.common("The sea a the", "a the a a", 1).common())
                .containsExactly("a");
    }

    @Test
    void a_text_is_cut_into_pieces_of_as_many_words() {
        assertThat(Words.windows("One, two. Three four! five", 2)).containsExactly("One, two. ", "Three four! ");
        assertThat(Words.windows("One, two. (Three four!)", 2)).containsExactly("One, two. (", "Three four!)");
        assertThat(Words.windows("one", 2)).isEmpty();
    }

    @Test
    void a_text_is_as_far_from_the_reference_as_its_features_in_standard_deviations() {
        String reference = "aaaa ".repeat(80);
        var scale = StyleScale.of(reference, List.of("bb ".repeat(30)));

        assertThat(scale.words()).isEqualTo(20);
        // nothing varies, so that the spread is one twentieth; only letters per word differ, by 2, one of nine rates;
        // and there is no common word
        assertThat(scale.features().common()).isEmpty();
        assertThat(square(scale, "bb ".repeat(30))).isCloseTo(40 * 40 / 9.0, within(1e-9));
        assertThat(square(scale, reference)).isZero();
    }

    @Test
    void rates_and_common_words_weigh_as_much_as_each_other() {
        String reference = "the aaaa ".repeat(40);
        var scale = StyleScale.of(reference, List.of("the bb ".repeat(15)));
        // letters per word: (3 + 2) / 2 against (3 + 4) / 2; the share of 'the' is one half in both
        assertThat(scale.features().common()).containsExactly("the");
        assertThat(square(scale, "the bb ".repeat(15))).isCloseTo(20 * 20 / 18.0, within(1e-9));
        // no 'the', by half of all words; two letters instead of three and a half
        assertThat(square(scale, "bb cc ".repeat(15))).isCloseTo(30 * 30 / 18.0 + 10 * 10 / 2.0, within(1e-9));
    }

    private static double square(StyleScale scale, String text) {
        return Arrays.stream(scale.offset(scale.fingerprint(text)))
                .map(each -> each * each)
                .sum();
    }
}
