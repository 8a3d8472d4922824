package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorePlaceTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void is_in_the_users_cache_folder_when_nothing_is_said() {
        assertThat(place(Map.of(), "")).contains(HOME.resolve(".cache/sonde"));
        assertThat(place(Map.of("XDG_CACHE_HOME", "/var/ada"), "")).contains(Path.of("/var/ada/sonde"));
    }

    @Test
    void ignores_a_relative_xdg_folder_as_its_specification_says() {
        assertThat(place(Map.of("XDG_CACHE_HOME", "var"), "")).contains(HOME.resolve(".cache/sonde"));
    }

    @Test
    void is_what_the_environment_names_and_before_it_the_property() {
        var named = Map.of("SONDE_CACHE", "/data/a", "XDG_CACHE_HOME", "/var/ada");

        assertThat(place(named, "")).contains(Path.of("/data/a"));
        assertThat(place(named, "~/b")).contains(HOME.resolve("b"));
    }

    @Test
    void is_nowhere_when_it_is_off() {
        assertThat(place(Map.of("SONDE_CACHE", "off"), "")).isEmpty();
        assertThat(place(Map.of(), "None")).isEmpty();
    }

    private static Optional<Path> place(Map<String, String> environment, String property) {
        return StorePlace.standard(environment, property, HOME.toString());
    }
}
