package dev.sonde.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Says in words what the machine has against a file; the names of Java's exceptions mean nothing to most readers. */
public final class FileTrouble {
    private FileTrouble() {}

    /** The reason, without the path that was asked for. */
    public static String reason(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (error instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (error instanceof FileAlreadyExistsException taken) {
            return "'%s' is a file, not a folder".formatted(taken.getFile());
        }
        if (error instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (error instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (error instanceof JsonProcessingException json) {
            return syntax(json);
        }
        String reason = error instanceof FileSystemException file ? file.getReason() : error.getMessage();
        return Objects.requireNonNullElse(reason, error.toString());
    }

    /** What is wrong with the text, without where the parser keeps it. */
    public static String syntax(JsonProcessingException error) {
        return error.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
    }
}
