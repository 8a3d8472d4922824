package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.CellCompiler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the compiler, and the session, know of a name that no documentation explains. */
final class CompilerWord implements AutoCloseable {

    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final int MOST_SIGNATURES = 8;

    private final CellCompiler compiler;
    private final Function<? super @Nullable Object, String> summary;
    private final EngineQuestions questions = new EngineQuestions(BUDGET);

    /**
     * The word of a compiler, which may be busy.
     *
     * @param summary a variable's value in one line
     */
    CompilerWord(CellCompiler compiler, Function<? super @Nullable Object, String> summary) {
        this.compiler = compiler;
        this.summary = summary;
    }

    /** The type of an expression; empty when the compiler cannot say. */
    Optional<String> typeOf(String expression) {
        return questions.ask(() -> compiler.analyze(expression)).flatMap(analysis -> analysis.type());
    }

    /**
     * The type of a value, or the signatures of a function, as Markdown; empty when nothing is known.
     *
     * @param end where the name ends
     * @param member whether it can be no variable of the session
     */
    String on(String code, int end, String name, boolean member) {
        List<String> known = questions.ask(() -> compiler.named(code, end)).orElse(List.of());
        var lines = new ArrayList<>(known.size() <= MOST_SIGNATURES ? known : known.subList(0, MOST_SIGNATURES));
        if (known.size() > lines.size()) {
            lines.add("// and " + (known.size() - lines.size()) + " more");
        }
        if (!member) {
            value(name).ifPresent(lines::add);
        }
        return lines.isEmpty() ? "" : "```kotlin\n" + String.join("\n", lines) + "\n```";
    }

    private Optional<String> value(String name) {
        return compiler.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .map(variable -> "= " + (variable.computed() ? summary.apply(variable.value()) : "(not computed yet)"))
                .findFirst();
    }

    @Override
    public void close() {
        questions.close();
    }
}
