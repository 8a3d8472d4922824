package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void results_and_suites_come_with_the_folders_above_them() {
        var suite = Suite.of("s", 1, List.of(DeltaKlSpec.of("drift", "a", "b", "c", "d")));
        var result = Runner.run(suite, Model.of(DummyBackend.create()));
        Path json = folder.resolve("new/deep/r.json");
        Path yaml = folder.resolve("other/s.yaml");

        SuiteResultJson.write(result, json);
        SuiteYaml.write(suite, yaml);

        assertThat(SuiteResultJson.read(json)).isEqualTo(result);
        assertThat(SuiteYaml.read(yaml).entries()).isEqualTo(suite.entries());
    }

    @Test
    void a_file_is_replaced_and_not_written_over() throws IOException {
        Path file = Files.writeString(folder.resolve("r.md"), "old and longer");
        Path sameBytes = Files.createLink(folder.resolve("kept.md"), file);

        WholeFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(sameBytes).hasContent("old and longer"); // what a reader had open
        assertThat(names()).containsExactlyInAnyOrder("r.md", "kept.md");
    }

    @Test
    void a_link_keeps_pointing_to_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("real.md"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.md"), file);

        WholeFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void a_place_that_cannot_be_written_is_named_and_nothing_is_left_behind() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        var suite = Suite.of("s", 1, List.of(DeltaKlSpec.of("drift", "a")));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> SuiteYaml.write(suite, file.resolve("s.yaml")))
                .withMessageContaining("Suite file '" + file.resolve("s.yaml") + "' cannot be written");
        assertThat(names()).containsExactly("file");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
