package dev.sonde.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartFileInUseTest {

    private static final List<String> WITH_CACHE = List.of("-XX:+UseSerialGC", "-XX:AOTCache=/o/lib/sonde-25.aot");
    private static final Path CACHE = Path.of("/o/lib/sonde-25.aot");

    @Test
    void there_is_none_without_an_option() {
        assertThat(StartFileInUse.of(List.of("-Xmx1g"), "mixed mode, sharing", Optional.empty()))
                .isEmpty();
    }

    @Test
    void a_java_that_refuses_an_aot_cache_shares_nothing() {
        assertThat(StartFileInUse.of(WITH_CACHE, "mixed mode, sharing", Optional.empty()))
                .hasValue(new StartFileInUse(CACHE, true));
        assertThat(StartFileInUse.of(WITH_CACHE, "mixed mode", Optional.empty()))
                .hasValue(new StartFileInUse(CACHE, false));
    }

    @Test
    void a_java_that_refuses_a_class_archive_does_not_map_it() {
        var with = List.of("-XX:SharedArchiveFile=/ö/lib/sonde.jsa");
        String own = "7f r--p /usr/lib/jvm/17/lib/server/classes.jsa\n";

        assertThat(StartFileInUse.of(with, "mixed mode, sharing", Optional.of(own + "7e r--p /?/lib/sonde.jsa\n")))
                .hasValue(new StartFileInUse(Path.of("/ö/lib/sonde.jsa"), true));
        assertThat(StartFileInUse.of(with, "mixed mode, sharing", Optional.of(own)))
                .hasValue(new StartFileInUse(Path.of("/ö/lib/sonde.jsa"), false));
    }
}
