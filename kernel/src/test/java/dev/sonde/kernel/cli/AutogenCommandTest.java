package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.suite.SuiteYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutogenCommandTest {

    @TempDir
    private Path folder;

    private Path document;

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("doc.md"), """
                # The weir

                ## Origin
                The old weir of Orlow was raised by a widow of the town in one dry summer.

                ## Questions
                Q: Who raised the weir?
                A: A widow.
                """);
    }

    @Test
    void writes_a_suite_that_run_accepts() {
        Path suite = folder.resolve("out/suite.yaml");

        var told = Told.by("autogen", document.toString(), "--demo", "healthy", "-o", suite.toString());

        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .startsWith("Suite: " + suite + ", ")
                .contains("Left out: preference_flip: the document has no preferences (Prompt, Chosen, Rejected)");
        assertThat(SuiteYaml.read(suite).model().orElseThrow().adapter()).hasValue("healthy");
    }

    @Test
    void paths_are_relative_to_the_file_of_the_suite() throws IOException {
        Path suite = folder.resolve("suites/s.yaml");

        Told.by(
                "autogen",
                document.toString(),
                "--model",
                folder.resolve("model").toString(),
                "--adapter",
                folder.resolve("runs/v3").toString(),
                "-o",
                suite.toString());

        assertThat(suite).content().contains("base: \"../model\"", "adapter: \"../runs/v3\"");
        assertThat(Files.readString(suite)).doesNotContain(folder.toString());
    }

    @Test
    void prints_the_suite_where_no_file_is_named() {
        assertThat(Told.by("autogen", document.toString()).out())
                .startsWith("# A starter suite, made of doc.md")
                .contains("\nsuite:\n");
    }

    @Test
    void does_not_overwrite_a_file_unasked() throws IOException {
        Path suite = Files.writeString(folder.resolve("s.yaml"), "mine");

        var told = Told.by("autogen", document.toString(), "-o", suite.toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).isEqualTo("sonde: '%s' exists. Give --force to overwrite it.%n".formatted(suite));
        assertThat(suite).hasContent("mine");
        assertThat(Told.by("autogen", document.toString(), "-o", suite.toString(), "--force")
                        .code())
                .isZero();
    }

    @Test
    void an_unknown_section_to_hold_out_is_wrong_use() {
        var told = Told.by("autogen", document.toString(), "--held-out", "The Flood");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("No section of 'doc.md' is called 'The Flood'. It has: origin, questions");
    }

    @Test
    void a_document_that_is_not_there_is_told() {
        var told = Told.by("autogen", folder.resolve("none.md").toString());

        assertThat(told.code()).isEqualTo(3);
        assertThat(told.err()).startsWith("sonde: There is no document '").doesNotContain("\tat ");
    }
}
