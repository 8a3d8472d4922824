package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.TrainingFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of trainings that were not made by one. */
class TorchTreeTest {

    private static final String START = "\u0080\u0002";

    @TempDir
    Path folder;

    @Test
    void an_object_of_an_unknown_class_is_not_made_and_what_stands_beside_it_is_read() throws IOException {
        // {"evil": os.system("true"), "global_step": 7}
        var tree = TorchPickle.tree(archive(
                "x.pt",
                START + "}(" + text("evil") + "cposix\nsystem\n" + text("true") + "\u0085R" + text("global_step")
                        + "K\u0007u."));

        assertThat(tree.map().get("evil")).isSameAs(PickleReader.UNKNOWN);
        assertThat(tree.number("global_step")).hasValue(7);
    }

    @Test
    void a_map_that_holds_itself_is_no_reason_not_to_end() throws IOException {
        // state = {}; state["a"] = state; {"state": state}
        var tree =
                TorchPickle.tree(archive("x.pt", START + "}" + text("state") + "}q\u0001" + text("a") + "h\u0001ss."));

        assertThat(tree.tree("state").flatMap(state -> state.tree("a")).flatMap(state -> state.tree("a")))
                .isPresent();
    }

    @Test
    void an_optimiser_whose_state_is_of_another_form_is_unread_and_not_zero() throws IOException {
        // {"state": {0: {"state1": 1}}}, as 8-bit optimisers have it
        archive("optimizer.pt", START + "}" + text("state") + "}K\u0000}" + text("state1") + "K\u0001sss.");

        var state = TrainingFiles.reader().optimizer(folder).orElseThrow();

        assertThat(state.unread()).isEqualTo(1);
        assertThat(state.parameters()).isEmpty();
        assertThat(state.globalStep()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "}.", // no optimiser
                "]K\u0001a.", // a list
                "K\u0001a.", // an addition to a number
                "}K\u0001", // no end
                "}}K\u0001s.", // a map as a key
                "R.", // a call of nothing
            })
    void a_file_that_holds_no_optimiser_is_refused(String pickle) throws IOException {
        archive("training_state.pt", START + pickle);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> TrainingFiles.reader().optimizer(folder))
                .withMessageContaining("training_state.pt")
                .withMessageContaining("Nothing in it was run.");
    }

    private static String text(String value) {
        return "X" + (char) value.length() + "\u0000\u0000\u0000" + value;
    }

    private Path archive(String name, String pickle) throws IOException {
        Path file = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
        return file;
    }
}
