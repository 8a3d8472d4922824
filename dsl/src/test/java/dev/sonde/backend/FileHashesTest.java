package dev.sonde.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
    /** SHA-256 of 352441c2 364b3fb7: CRC-32 and CRC-32C of the three bytes "abc", computed apart with zlib and bit by bit. */
    private static final String ABC = "6c4c49484b7420a47794ae5f1ffdb42b42c0bac6fa4c32bf38b492a4c4d0a1be";

    @TempDir
    Path folder;

    @Test
    void is_made_of_the_checksums_of_the_content() throws IOException {
        assertThat(FileHashes.inMemory().of(abc())).isEqualTo(ABC);
        assertThat(FileHashes.keptIn(folder.resolve("kept")).of(abc())).isEqualTo(ABC);
    }

    @Test
    void sees_a_change_that_leaves_size_and_time_as_they_were() throws IOException {
        Path file = abc();
        FileTime time = Files.getLastModifiedTime(file);
        var hashes = FileHashes.keptIn(folder.resolve("kept"));
        hashes.of(file);

        Files.writeString(file, "abd");
        Files.setLastModifiedTime(file, time);

        assertThat(hashes.of(file)).isNotEqualTo(ABC);
    }

    @Test
    void keeps_no_hash_of_a_file_that_was_changed_just_now() throws IOException {
        FileHashes.keptIn(folder.resolve("kept")).of(abc());

        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void takes_a_kept_hash_only_for_the_very_state_and_only_if_it_is_whole() throws IOException {
        Path file = abc();
        String state = FileState.of(file).orElseThrow();
        var kept = new KeptHashes(folder.resolve("kept"));

        kept.keep(file, state, ABC);

        assertThat(kept.find(file, state)).contains(ABC);
        assertThat(kept.find(file, state + " ")).isEmpty();
        Path own;
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            own = files.findFirst().orElseThrow();
        }
        byte[] sound = Files.readAllBytes(own);
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 1;
            Files.write(own, damaged);
            assertThat(kept.find(file, state)).isEmpty();
        }
    }

    private Path abc() throws IOException {
        return Files.writeString(folder.resolve("file"), "abc");
    }
}
