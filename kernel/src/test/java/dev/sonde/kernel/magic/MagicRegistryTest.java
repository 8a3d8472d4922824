package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MagicRegistryTest {

    private final MagicRegistry registry = MagicRegistry.standard();

    @Test
    void documents_every_magic_in_one_line_that_ends_like_a_sentence() {
        assertThat(registry.all()).hasSizeGreaterThan(6).allSatisfy(magic -> {
            assertThat(magic.summary()).matches("[A-Z].{10,120}\\.").doesNotContain("\n");
            assertThat(magic.shownNames()).isNotEmpty();
            assertThat(magic.options())
                    .allSatisfy(option -> assertThat(option.name()).startsWith("-"));
        });
    }

    @Test
    void finds_a_magic_by_its_name_with_and_without_percent_signs() {
        assertThat(registry.find("time")).isPresent();
        assertThat(registry.find("%time")).isEqualTo(registry.find("%%time"));
        assertThat(registry.find("%%%time")).isEmpty();
    }
}
