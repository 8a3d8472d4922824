package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not there, or not what they should be: exit code 3 and one sentence without names of Java. */
class TroubledFilesTest {

    @TempDir
    private Path folder;

    @Test
    void files_that_are_not_there() {
        assertThat(refused("run", "no.ipynb")).isEqualTo("There is no notebook 'no.ipynb'.");
        assertThat(refused("run", "no.yaml"))
                .isEqualTo("no.yaml: there is no such file; give the path of a suite file, such as sway.yaml");
        assertThat(refused("report", "no.json"))
                .isEqualTo("no.json: the file cannot be read (there is no such file or folder); "
                        + "give the path of a result file");
        assertThat(refused("autogen", "no.md")).isEqualTo("There is no document 'no.md'.");
        assertThat(refused("trace", "no.jsonl")).isEqualTo("There is no trace 'no.jsonl'.");
        assertThat(refused("kernel", "no.json")).startsWith("There is no connection file 'no.json'.");
    }

    @Test
    void a_model_s_folder_that_is_not_there() throws IOException {
        String suite = Files.writeString(
                        folder.resolve("s.yaml"), "version: 1\nsuite:\n- {name: d, kind: delta_kl, prompts: [a]}\n")
                .toString();
        Path none = folder.resolve("none");

        assertThat(refused("run", suite, "--base", none.toString()))
                .isEqualTo("%s does not exist. Set 'base' to the folder of a Hugging Face model.".formatted(none));
    }

    @Test
    void folders_in_the_place_of_files() throws IOException {
        String notebook = Files.createDirectory(folder.resolve("d.ipynb")).toString();
        String suite = Files.createDirectory(folder.resolve("d.yaml")).toString();

        assertThat(refused("run", notebook))
                .isEqualTo("'%s' is a folder. Name the notebook in it.".formatted(notebook));
        assertThat(refused("run", suite))
                .isEqualTo(suite + ": the file cannot be read (Is a directory); "
                        + "give the path of a suite file, such as sway.yaml");
    }

    @Test
    void notebooks_that_are_none() throws IOException {
        String empty = Files.writeString(folder.resolve("e.ipynb"), "").toString();
        String broken = Files.writeString(folder.resolve("b.ipynb"), "{\n").toString();

        assertThat(refused("run", empty)).isEqualTo("'%s' is empty.".formatted(empty));
        assertThat(refused("run", broken))
                .isEqualTo("'%s' is not a notebook: it is not JSON, see line 2 ".formatted(broken)
                        + "(Unexpected end-of-input: expected close marker for Object).");
    }

    @Test
    void a_time_limit_that_is_none() {
        var told = Told.by("run", "n.ipynb", "--timeout", "soon");

        assertThat(told)
                .isEqualTo(new Told(
                        2,
                        "",
                        "sonde: --timeout: 'soon' is no time limit. Write seconds, or a unit: 30, 500ms, 5m, 1h.\n"));
        assertThat(Told.by("run", "n.ipynb", "--timeout", "5m").err())
                .isEqualTo("sonde: There is no notebook 'n.ipynb'.\n");
        assertThat(Told.by("run", "n.ipynb", "--timeout", "0").code()).isEqualTo(2);
    }

    private static String refused(String... arguments) {
        var told = Told.by(arguments);
        assertThat(told.code()).isEqualTo(3);
        assertThat(told.out()).isEmpty();
        assertThat(told.err()).startsWith("sonde: ");
        return told.err().strip().substring("sonde: ".length());
    }
}
