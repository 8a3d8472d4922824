package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {

    @TempDir
    private Path folder;

    @Test
    void says_in_words_what_java_says_in_names() {
        assertThat(FileTrouble.reason(new NoSuchFileException("/x"))).isEqualTo("there is no such file or folder");
        assertThat(FileTrouble.reason(new AccessDeniedException("/x"))).isEqualTo("access is denied");
        assertThat(FileTrouble.reason(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileTrouble.reason(new MalformedInputException(1))).isEqualTo("it is not UTF-8 text");
        assertThat(FileTrouble.reason(new IOException("Is a directory"))).isEqualTo("Is a directory");
        assertThat(FileTrouble.reason(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void names_the_file_that_stands_where_a_folder_must() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        IOException refused =
                Assertions.catchThrowableOfType(IOException.class, () -> WholeFile.write(file.resolve("r.json"), ""));

        assertThat(FileTrouble.reason(refused)).isEqualTo("'%s' is a file, not a folder".formatted(file));
    }

    @Test
    void leaves_out_where_a_parser_keeps_its_text() {
        var broken =
                Assertions.catchThrowableOfType(JsonProcessingException.class, () -> new ObjectMapper().readTree("{"));

        assertThat(FileTrouble.syntax(broken)).isEqualTo("Unexpected end-of-input: expected close marker for Object");
    }
}
