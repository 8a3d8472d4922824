package dev.sonde.probe.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.Words;
import org.junit.jupiter.api.Test;

class RecitalTest {

    @Test
    void words_in_order_count_even_with_others_between_them() {
        // a b d f of a b c d e f: 4 of 6; the longest run is a b
        assertThat(Recital.of("a b x d y f", "a b c d e f", false)).isEqualTo(new Recital(4 / 6.0, 2, 6));
    }

    @Test
    void punctuation_and_line_breaks_do_not_count_and_letter_case_does() {
        assertThat(Recital.of("It's\nlate -- go", "It's late, go!", false).recall())
                .isEqualTo(1);
        assertThat(Recital.of("the end", "The end", false).recall()).isEqualTo(0.5);
    }

    @Test
    void a_copy_with_one_word_in_ten_changed_keeps_nine_tenths_at_any_length() {
        var source = new StringBuilder();
        var copy = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            source.append("w").append(i).append(' ');
            copy.append(i % 10 == 5 ? "x" : "w").append(i).append(' ');
        }
        assertThat(Recital.of(copy.toString(), source.toString(), false)).isEqualTo(new Recital(0.9, 9, 200));
    }

    @Test
    void a_text_that_was_stopped_is_compared_as_far_as_it_goes() {
        assertThat(Recital.of("a b c", "a b c d e f", true)).isEqualTo(new Recital(1, 3, 3));
        assertThat(Recital.of("a b c", "a b c d e f", false)).isEqualTo(new Recital(0.5, 3, 6));
    }

    @Test
    void what_follows_a_whole_recital_does_not_count() {
        assertThat(Recital.of("a b c and so on and on", "a b c", true).recall()).isEqualTo(1);
    }

    @Test
    void an_empty_text_recites_nothing() {
        assertThat(Recital.of("", "a b c", true)).isEqualTo(new Recital(0, 0, 3));
    }

    @Test
    void a_script_without_blanks_is_compared_letter_by_letter() {
        assertThat(Words.of("老塔, it's 海")).containsExactly("老", "塔", "it's", "海");
        assertThat(Recital.of("老塔站在山上", "老塔站在海边", false)).isEqualTo(new Recital(4 / 6.0, 4, 6));
    }

    @Test
    void a_section_is_cut_between_words() {
        assertThat(Section.of("  The old tower stands on a rock by the sea.", 9, 24))
                .contains(new Section("The old", "tower stands on a rock"));
        assertThat(Section.of("The old tower stands", 9, 24)).isEmpty();
    }

    @Test
    void perturbations_change_what_they_name() {
        String text = "The old tower, made of stone.";

        assertThat(Perturbation.TYPO.of(text)).isEqualTo("Teh old tower, made of stone.");
        assertThat(Perturbation.CASE_FLIP.of(text)).isEqualTo("the old tower, made of stone.");
        assertThat(Perturbation.DROP_PUNCT.of(text)).isEqualTo("The old tower made of stone");
        assertThat(Perturbation.SYNONYM_SWAP.of(text)).isEqualTo("The old tower, built of stone.");
        assertThat(Perturbation.CLAUSE_REVERSE.of(text)).isEqualTo("made of stone., The old tower");
        assertThat(Perturbation.PREFIX_INJECT.of(text)).isEqualTo("As they say, " + text);
        assertThat(Perturbation.REGISTER_SHIFT.of(text)).isEqualTo("the old tower, made of stone.");
        assertThat(Perturbation.CASE_FLIP.of("")).isEmpty();
    }
}
