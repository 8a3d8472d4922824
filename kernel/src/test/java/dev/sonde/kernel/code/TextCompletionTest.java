package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.Completion;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strings that are paths or one of a few words, and magics. */
@Timeout(120)
class TextCompletionTest {

    @TempDir
    static Path folder;

    private static AskedNotebook notebook;

    @BeforeAll
    static void open() {
        notebook = new AskedNotebook(folder);
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void lists_files_in_strings_that_are_paths_and_hidden_ones_only_after_a_dot() {
        assertThat(notebook.texts("hf(\"|\")")).containsExactly("models/", "a\\\"b\\$c.txt", "doc.md", "suite.yaml");
        assertThat(notebook.texts("yaml(\"|\")")).startsWith("suite.yaml");
        assertThat(notebook.texts("hf(\"x\", adapter = \".|\")")).containsExactly(".hidden");
        assertThat(notebook.texts("suite(\"a\") { gradientGhost(\"b\") { adapterPath = \"mo|\" } }"))
                .containsExactly("models/");
        assertThat(notebook.texts("java.io.File(\"su|")).containsExactly("suite.yaml");
    }

    @Test
    void replaces_the_last_step_of_a_path_only() {
        Completion completion = notebook.at("hf(\"models/t|\")");

        assertThat(completion.candidates()).extracting(Candidate::text).containsExactly("tiny/");
        assertThat(completion.start()).isEqualTo("hf(\"models/".length());
        assertThat(notebook.texts("hf(\"missing/|\")")).isEmpty();
    }

    @Test
    void offers_the_few_words_that_a_string_may_be() {
        assertThat(notebook.texts("hf(\"x\", device = \"|\")")).containsExactly("auto", "cpu", "cuda");
        assertThat(notebook.texts("suite(\"a\") { nullAdapter { calibrateKinds(\"delta|\") } }"))
                .containsExactly("delta_kl");
    }

    @Test
    void offers_magics_where_they_may_stand() {
        assertThat(notebook.texts("%|")).containsExactly("%time", "%%time", "%load", "%%writefile", "%%within");
        assertThat(notebook.texts("val a = 1\n%|")).containsExactly("%time", "%load");
        assertThat(notebook.texts("%%t|")).containsExactly("%%time");
        assertThat(notebook.texts("val a = 7 %|")).doesNotContain("%time");
        assertThat(notebook.texts("listOf(\n%|")).doesNotContain("%time");
    }

    @Test
    void completes_behind_magics_what_they_take() {
        assertThat(notebook.texts("%time numbers.fi|")).contains("filter");
        assertThat(notebook.texts("%load do|")).containsExactly("doc.md");
        assertThat(notebook.texts("%load --|")).containsExactly("--raw");
        assertThat(notebook.texts("%load doc.md\nnumbers.fi|")).contains("filter");
        assertThat(notebook.texts("%%writefile doc.md\nnumbers.fi|")).isEmpty();
        assertThat(notebook.texts("%%within 60\nnumbers.fi|")).contains("filter");
        assertThat(notebook.texts("%%within numbers.fi|")).doesNotContain("filter");
    }
}
