package dev.sonde.kernel.cli;

import dev.sonde.kernel.code.CodeAssistant;
import dev.sonde.kernel.code.CodeInspector;
import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.Renderers;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.util.List;
import java.util.Map;

/** Whether Kotlin cells run in this process. What it does, the class archive and the AOT cache know afterwards. */
final class CellCheck {

    private static final String NAME = "Kotlin cell";
    private static final String REMEDY = ". Build or unpack the distribution again.";

    private static final OutputSink SILENT = new OutputSink() {
        @Override
        public void stream(StreamName name, String text) {}

        @Override
        public void display(DisplayBundle bundle) {}

        @Override
        public void update(DisplayBundle bundle) {}

        @Override
        public void clear(boolean wait) {}
    };

    private CellCheck() {}

    /** An expression, a class with a lambda, and questions about code. */
    static Check run() {
        var classes = "class Twice(val x: Int) { fun of() = 2 * x }\nlistOf(1, 2).map { Twice(it).of() }.sum()";
        try (var session = CellSession.kotlin(new Renderers())) {
            for (var cell : List.of(Map.entry("1 + 1", "2"), Map.entry(classes, "6"))) {
                CellOutcome outcome = session.execute(cell.getKey(), SILENT);
                if (!(outcome instanceof CellOutcome.Value value)
                        || !cell.getValue().equals(value.bundle().data().get("text/plain"))) {
                    return Check.failed(NAME, "%s gave %s%s".formatted(cell.getKey(), outcome, REMEDY));
                }
            }
            TypicalCells.run(session, SILENT);
            return Check.ok(NAME, "1 + 1 is 2, completion " + (completes(session) ? "answers" : "is slow"));
        } catch (Exception | LinkageError e) {
            return Check.failed(NAME, Checks.message(e) + REMEDY);
        }
    }

    private static boolean completes(CellSession session) {
        String member = "listOf(1).fi";
        String word = "suite(\"\") { se";
        try (var assistant = new CodeAssistant(session.compiler(), List::of);
                var inspector = new CodeInspector(session.compiler(), List::of, String::valueOf)) {
            assistant.warmUp();
            return !assistant.complete(member, member.length()).candidates().isEmpty()
                    && !assistant.complete(word, word.length()).candidates().isEmpty()
                    && inspector.inspect(member + "rst", member.length(), true).isPresent();
        }
    }
}
