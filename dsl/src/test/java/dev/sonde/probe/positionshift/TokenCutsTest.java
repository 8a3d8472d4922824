package dev.sonde.probe.positionshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCutsTest {

    @Test
    void tokens_with_their_spaces_are_found_where_they_stand() {
        assertThat(TokenCuts.of(" Old Marra.", List.of(" Old", " Mar", "ra", ".")))
                .containsExactly(0, 4, 8, 10);
    }

    @Test
    void a_space_that_a_token_does_not_show_belongs_to_it() {
        assertThat(TokenCuts.of("Old Marra stands", List.of("Old", "Mar", "ra", "stands")))
                .containsExactly(0, 3, 7, 9);
    }

    @Test
    void parts_of_a_character_are_left_out_and_what_follows_is_found_again() {
        assertThat(TokenCuts.of("ab\u20ac c", List.of("ab", "\ufffd", "\ufffd", " c")))
                .containsExactly(0, 3);
    }

    @Test
    void a_token_that_stands_far_away_is_no_token_of_this_place() {
        assertThat(TokenCuts.of("aaaaaaaaaaaaaaaaaaaaaaaaab", List.of("<pad>", "b")))
                .isEmpty();
        assertThat(TokenCuts.of("", List.of())).isEmpty();
    }
}
