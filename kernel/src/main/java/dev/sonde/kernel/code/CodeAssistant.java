package dev.sonde.kernel.code;

import dev.sonde.dsl.SondeSession;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.repl.Analysis;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.Completion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Completes cells.
 *
 * <p>The life of a question:
 *
 * <ol>
 *   <li>On a magic's line its names, options and files are the answer.
 *   <li>In quotes it is paths and words, where the documentation says that they are meant; in comments there is none.
 *   <li>Elsewhere the compiler is asked, for two seconds at most, and what fits the place comes first.
 * </ol>
 */
public final class CodeAssistant implements AutoCloseable {

    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20); // a console asks before each line that it accepts

    private final CellCompiler compiler;
    private final Supplier<List<MagicWord>> magics;
    private final EngineQuestions questions;
    private final EngineQuestions parser = new EngineQuestions(PATIENCE); // it does not wait for the compiler
    private final DocIndex docs;
    private final NameCandidates names;
    private final TextCandidates texts;
    private final Supplier<Path> directory;

    /** Completion with the documentation of the library, for a notebook in {@link SondeSession#getDirectory()}. */
    public CodeAssistant(CellCompiler compiler, Supplier<List<MagicWord>> magics) {
        this(compiler, magics, DocIndex.shared(), SondeSession::getDirectory, BUDGET);
    }

    CodeAssistant(
            CellCompiler compiler,
            Supplier<List<MagicWord>> magics,
            DocIndex docs,
            Supplier<Path> directory,
            Duration budget) {
        this.compiler = compiler;
        this.magics = magics;
        this.docs = docs;
        this.directory = directory;
        this.questions = new EngineQuestions(budget);
        this.names = new NameCandidates(docs);
        this.texts = new TextCandidates(docs, directory);
    }

    /** What could stand at the cursor, best first; never fails. */
    public Completion complete(String cell, int utf16Offset) {
        MagicLines lines = MagicLines.of(cell, magics.get());
        Optional<MagicLines.Line> magic = lines.line(cell, utf16Offset);
        if (magic.isPresent()) {
            return MagicHelp.completion(lines, magic.get(), utf16Offset, directory.get());
        }
        String code = lines.kotlin();
        CodeSpot spot = CodeSpot.of(code, utf16Offset);
        if (utf16Offset > lines.end()) {
            return new Completion(List.of(), utf16Offset, utf16Offset);
        }
        return switch (spot.kind()) {
            case NOTHING -> new Completion(List.of(), utf16Offset, utf16Offset);
            case TEXT -> texts.complete(code, utf16Offset, spot);
            case NAME -> new Completion(names.names(code, spot, namesInScope(code, spot)), spot.start(), utf16Offset);
            case MEMBER -> member(code, spot, utf16Offset);
        };
    }

    private Completion member(String code, CodeSpot spot, int cursor) {
        Completion engine = engine(code, spot);
        String receiver = Receiver.before(code, spot.start() - 1);
        Optional<String> type =
                engine.receiver().or(() -> documented(receiver)).or(() -> typeOf(receiver, engine.candidates()));
        return new Completion(names.members(spot, type, engine.candidates()), spot.start(), cursor);
    }

    /** What the compiler offers; the variables of the cells that ran while it has no time. */
    private List<Candidate> namesInScope(String code, CodeSpot spot) {
        List<Candidate> engine = engine(code, spot).candidates();
        return !engine.isEmpty()
                ? engine
                : compiler.variables().stream()
                        .map(each -> new Candidate(each.name(), each.name(), "property", each.type()))
                        .toList();
    }

    private Completion engine(String code, CodeSpot spot) {
        boolean template = code.startsWith("$", spot.start() - 1); // the compiler completes ${name}, but not $name
        String asked = template ? spot.prefix() : code;
        int cursor = template ? asked.length() : spot.start() + spot.prefix().length();
        return questions
                .ask(() -> compiler.complete(asked, cursor))
                .orElseGet(() -> new Completion(List.of(), cursor, cursor));
    }

    private Optional<String> documented(String type) {
        return docs.type(type).isPresent() ? Optional.of(type) : Optional.empty();
    }

    // the type tells what there is, where the compiler does not; it is a second look at the code
    private Optional<String> typeOf(String expression, List<Candidate> candidates) {
        return expression.isEmpty() || !candidates.isEmpty()
                ? Optional.empty()
                : questions.ask(() -> compiler.analyze(expression)).flatMap(analysis -> analysis.type());
    }

    /**
     * Whether a cell reads as Kotlin, its magics apart; empty when the compiler has no time to say.
     *
     * @param cell with magics
     */
    public Optional<Analysis.Syntax> syntax(String cell) {
        String code = MagicLines.of(cell, magics.get()).kotlin();
        return code.isBlank()
                ? Optional.of(Analysis.Syntax.COMPLETE)
                : new CodeScanner(code, code.length()).syntax().or(() -> parser.ask(() -> compiler.syntax(code)));
    }

    /** Asks some questions, so that the first ones of a user find the compiler warm. */
    public void warmUp() {
        WarmingQuestions.all().forEach(code -> complete(code, code.length()));
        questions.ask(() -> compiler.named("listOf", "listOf".length()));
    }

    @Override
    public void close() {
        questions.close();
        parser.close();
    }
}
