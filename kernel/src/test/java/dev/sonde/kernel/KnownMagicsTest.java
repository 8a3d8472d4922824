package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.code.MagicWord;
import org.junit.jupiter.api.Test;

class KnownMagicsTest {

    @Test
    void knows_the_magics_of_the_registry_in_each_way_to_write_them() {
        assertThat(KnownMagics.words()).extracting(MagicWord::name).contains("%time", "%%time", "%load", "%%writefile");
        assertThat(KnownMagics.words())
                .allSatisfy(word -> assertThat(word.help()).isNotEmpty());
    }

    @Test
    void knows_which_magics_take_kotlin() {
        assertThat(KnownMagics.words())
                .filteredOn(word -> word.takes() == MagicWord.Takes.CODE)
                .extracting(MagicWord::name)
                .contains("%%time")
                .doesNotContain("%load");
    }

    @Test
    void knows_which_magics_stand_above_kotlin() {
        assertThat(KnownMagics.words())
                .filteredOn(word -> word.takes() == MagicWord.Takes.CODE_BELOW)
                .extracting(MagicWord::name)
                .containsExactly("%timeout", "%%timeout");
    }
}
