package dev.sonde.probe.perplexity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PiecesTest {

    private static final String TEXT = "The cat sat down. It slept for an hour. Then it left.";

    @Test
    void a_text_that_fits_stays_whole() {
        assertThat(Pieces.of(TEXT, 2048, 1024)).containsExactly(TEXT);
    }

    @Test
    void a_longer_text_is_cut_at_sentence_ends() {
        assertThat(Pieces.of(TEXT, 40, 1024))
                .containsExactly("The cat sat down. It slept for an hour.", "Then it left.");
    }

    @Test
    void no_piece_has_more_bytes_than_the_context_has_room_for() {
        assertThat(Pieces.of("äöü ".repeat(50), 2048, 42)) // two bytes a letter, room for 40
                .hasSizeGreaterThan(1)
                .allSatisfy(piece -> assertThat(piece.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void a_word_longer_than_a_piece_is_cut() {
        assertThat(Pieces.of("x".repeat(300), 128, 1024))
                .extracting(String::length)
                .containsExactly(128, 128, 44);
    }

    @Test
    void a_rest_too_short_to_be_scored_is_left_out() {
        assertThat(Pieces.of("The cat sat on the mat. So.", 24, 1024)).containsExactly("The cat sat on the mat.");
    }
}
