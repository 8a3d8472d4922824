package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import java.io.ByteArrayOutputStream;
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

class TorchPickleTest {

    @TempDir
    Path folder;

    @Test
    void holds_the_tensors_of_the_safetensors_file_of_the_same_adapter() {
        Path adapters = GoldenFolder.model("llama").resolve("adapters");
        var pickled = TorchPickle.open(adapters.resolve("old_bin/adapter_model.bin"));
        var plain = Safetensors.open(adapters.resolve("qv/adapter_model.safetensors"))
                .tensors();

        assertThat(pickled.keySet()).containsExactlyInAnyOrderElementsOf(plain.keySet());
        pickled.forEach((name, tensor) -> {
            StoredTensor other = java.util.Objects.requireNonNull(plain.get(name));
            assertThat(tensor.shape()).isEqualTo(other.shape());
            assertThat(tensor.floats()).isEqualTo(other.floats());
        });
    }

    @Test
    void runs_no_call_but_those_that_make_tensors() throws IOException {
        // what pickle.dumps makes of an object whose __reduce__ gives (os.system, ("true",))
        Path file = archive("\u0080\u0002cposix\nsystem\nX\u0004\u0000\u0000\u0000true\u0085R.");

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> TorchPickle.open(file))
                .withMessage(
                        file + " is not a pickle of plain tensors: its pickle calls 'posix system', which is not run. "
                                + "Nothing in it was run. Convert it with peft, where you trust it: "
                                + "save_pretrained(..., safe_serialization=True).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // ends before it begins
                ".", // nothing on the stack
                "\u0080\u0004.", // another protocol
                "\u0080\u0002}X\u0001\u0000\u0000\u0000aK\u0001s.", // a number where a tensor should be
                "\u0080\u0002K\u0001.", // no dictionary
                "\u0080\u0002h\u0007.", // a reference to nothing
                "\u0080\u0002X\u00ff\u00ff\u00ff\u007fa.", // a text longer than the file
                "\u0080\u0002ccopy_reg\n_reconstructor\n)R.",
                "\u0080\u0002}t.", // no mark
                "\u0080\u0002}q\u0000h\u0000h\u0000s.", // a dictionary that is its own key
                "\u0080\u0002}K\u0001K\u0001s.", // a key that is no text
                "\u0080\u0002\u0081." // makes an object of a class
            })
    void refuses_a_damaged_or_strange_pickle(String pickle) throws IOException {
        Path file = archive(pickle);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> TorchPickle.open(file))
                .withMessageContaining(file.toString())
                .satisfies(error -> assertThat(error.code()).isEqualTo("pickle-weights"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K\u0000J\u00fe\u00ff\u00ff\u00ffJ\u00fe\u00ff\u00ff\u00ff\u0086J\u00fe\u00ff\u00ff\u00ffK\u0001\u0086", // -2 x -2
                "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fK\u0001\u0085K\u0001\u0085" // from 2^63 -
                // 1 on
            })
    void refuses_sizes_that_no_file_has(String sizes) throws IOException {
        String storage = "(X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\nX\u0001\u0000\u0000\u00000"
                + "X\u0003\u0000\u0000\u0000cpuK\u0004tQ";
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n(" + storage + sizes + "tR";
        Path file = archive("\u0080\u0002}X\u0001\u0000\u0000\u0000a" + tensor + "s.", "archive/data/0");

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> TorchPickle.open(file))
                .satisfies(error -> assertThat(error.code()).isEqualTo("pickle-weights"));
    }

    @Test
    void refuses_a_cut_file_and_one_that_is_no_archive() throws IOException {
        byte[] whole = Files.readAllBytes(GoldenFolder.model("llama").resolve("adapters/old_bin/adapter_model.bin"));
        Path cut = folder.resolve("cut.bin");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        Path other = folder.resolve("other.bin");
        Files.writeString(other, "not an archive");

        for (Path file : new Path[] {cut, other}) {
            assertThatExceptionOfType(BackendException.class)
                    .isThrownBy(() -> TorchPickle.open(file))
                    .satisfies(error -> assertThat(error.code()).isEqualTo("pickle-weights"));
        }
    }

    private Path archive(String pickle, String... others) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
            for (String other : others) {
                ZipEntry entry = new ZipEntry(other);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(16);
                entry.setCrc(0xecbb4b55L); // of sixteen zeros
                zip.putNextEntry(entry);
                zip.write(new byte[16]);
            }
        }
        return Files.write(folder.resolve("adapter_model.bin"), bytes.toByteArray());
    }
}
