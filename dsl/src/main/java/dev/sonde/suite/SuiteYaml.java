package dev.sonde.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Suites as files: the reference's {@code sway.yaml}, version 1.
 *
 * <p>Everything wrong with a file is told at once, with the line and, for an unknown key, with the nearest known one.
 * Nothing is expanded ({@code ${HOME}} stays as it is; only a leading {@code ~/} is the home directory), and relative
 * paths are meant from the file's directory. What differs from the reference:
 *
 * <ul>
 *   <li>{@code title} is new. {@code models} may be left out; {@code models.base}, where given, has to agree with
 *       {@code models.ft}.
 *   <li>{@code top_k} of {@code defaults} is kept, but matters only on a backend that cannot give the whole vocabulary:
 *       divergences are exact where they can be. A {@code top_k} among a probe's own settings is always honoured.
 *   <li>{@code chat: true} of {@code defaults} is new: prompts are what a user says, in the model's own chat template;
 *       {@code chat_system} is what it is told before. Without it, prompts are plain texts as in the reference.
 *   <li>{@code dlm_source} is relative to the file, and may be Markdown: what {@code section_internalization}, {@code
 *       leakage}, {@code style_fingerprint} and {@code preference_flip} do not say themselves is taken from it.
 *   <li>{@code concurrent_probes} is accepted and has no effect; {@code differential: false} is
 *       an error, but for a server's models.
 *   <li>{@code kind: api} is {@code http}; its key is not looked for in any variable but the one that {@code key_variable}
 *       names.
 * </ul>
 */
public final class SuiteYaml {
    private SuiteYaml() {}

    /** What becomes of a probe whose kind the reference has and this version does not have yet. */
    public enum UnbuiltKinds {
        /** All of them together are an error. */
        REFUSE,
        /** Each has the result {@code SKIP}. */
        SKIP
    }

    /**
     * Reads a file; kinds that are not there yet are refused.
     *
     * @throws SuiteFileException with all its problems
     */
    public static Suite read(Path file) {
        return read(file, UnbuiltKinds.REFUSE);
    }

    /**
     * Reads a file.
     *
     * @throws SuiteFileException with all its problems
     */
    public static Suite read(Path file, UnbuiltKinds unbuilt) {
        Path absolute = file.toAbsolutePath().normalize();
        Path directory = absolute.getParent() == null ? absolute : absolute.getParent();
        return parse(text(file), file.toString(), directory, unbuilt);
    }

    /**
     * Reads the text of a file.
     *
     * @param name how messages call it
     * @param directory what relative paths are meant from
     * @throws SuiteFileException with all its problems
     */
    public static Suite parse(String text, String name, Path directory, UnbuiltKinds unbuilt) {
        var problems = new Problems(name);
        var tree = YamlTree.read(text, problems);
        if (tree.isEmpty()) {
            problems.throwIfAny();
        }
        var root = new YamlSection(tree, "", "the file", problems);
        return new SuiteReader(root, directory, unbuilt == UnbuiltKinds.SKIP).read(title(name));
    }

    /**
     * The suite as a file's text; reading it gives an equal suite.
     *
     * @throws IllegalArgumentException if the settings of a probe cannot be written
     */
    public static String write(Suite suite) {
        return SuiteWriter.write(suite);
    }

    /** Writes the suite to a file, with the folders above it; see {@link #write(Suite)}. */
    public static void write(Suite suite, Path file) {
        try {
            WholeFile.write(file, write(suite));
        } catch (IOException refused) {
            throw new UncheckedIOException("Suite file '%s' cannot be written: %s".formatted(file, refused), refused);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new SuiteFileException(List.of(file + ": the file is not UTF-8 text"));
        } catch (NoSuchFileException none) {
            throw new SuiteFileException(
                    List.of(file + ": there is no such file; give the path of a suite file, such as sway.yaml"));
        } catch (IOException unreadable) {
            throw new SuiteFileException(List.of(file + ": the file cannot be read (" + FileTrouble.reason(unreadable)
                    + "); give the path of a suite file, such as sway.yaml"));
        }
    }

    private static String title(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
