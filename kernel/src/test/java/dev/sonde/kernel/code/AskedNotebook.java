package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.repl.Analysis;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.Completion;
import dev.sonde.kernel.repl.Evaluated;
import dev.sonde.kernel.repl.KotlinCellCompiler;
import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An assistant in a folder with a few files, of a session that ran a cell. */
final class AskedNotebook implements AutoCloseable {

    private static final List<MagicWord> MAGICS = List.of(
            new MagicWord("%time", "Times a line.", MagicWord.Takes.CODE, List.of()),
            new MagicWord("%%time", "Times a cell.", MagicWord.Takes.CODE, List.of()),
            new MagicWord("%load", "Loads a file.", MagicWord.Takes.FILES, List.of("--raw")),
            new MagicWord("%%writefile", "Writes the cell.", MagicWord.Takes.FILES, List.of("-a")),
            new MagicWord("%%within", "Limits the cell.", MagicWord.Takes.CODE_BELOW, List.of()));

    final CellCompiler compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
    private final Path folder;
    private final CodeAssistant assistant;

    AskedNotebook(Path folder) {
        this.folder = folder;
        this.assistant = assistant(compiler, Duration.ofMinutes(1));
        try {
            Files.createDirectories(folder.resolve("models/tiny"));
            for (String name : List.of("suite.yaml", "doc.md", ".hidden", "a\"b$c.txt")) {
                Files.createFile(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        define(
                "val model = dummyModel()\nfun twice(number: Int, label: String = \"\") = number * 2\nval numbers = listOf(1)"
                        + "\ndata class Person(val first: String)\nval people = listOf(Person(\"a\"))");
    }

    private void define(String code) {
        assertThat(compiler.evaluate((Compiled.Ok) compiler.compile(new CellSource(1, 1, code))))
                .isInstanceOf(Evaluated.Nothing.class);
    }

    /** An assistant of another compiler, in this folder. */
    CodeAssistant assistant(CellCompiler engine, Duration budget) {
        return new CodeAssistant(engine, () -> MAGICS, DocIndex.shared(), () -> folder, budget);
    }

    /** The completion at the {@code |}. */
    Completion at(String code) {
        return assistant.complete(code.replace("|", ""), code.indexOf('|'));
    }

    /** What would be inserted at the {@code |}. */
    List<String> texts(String code) {
        return at(code).candidates().stream().map(Candidate::text).toList();
    }

    /** Whether a cell is complete. */
    Optional<Analysis.Syntax> syntax(String cell) {
        return assistant.syntax(cell);
    }

    @Override
    public void close() {
        assistant.close();
        compiler.close();
    }
}
