package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CellSessionTest {

    private static CellSession session;
    private final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void open() {
        session = CellSession.kotlin(new PlainRenderer());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void returns_the_value_of_the_last_expression() {
        assertThat(valueOf("6 * 7")).isEqualTo("42");
    }

    @Test
    void keeps_names_for_later_cells_and_lets_the_newest_win() {
        run("val kept = 1; fun twice(n: Int) = n * 2");
        run("val kept = 21");

        assertThat(valueOf("twice(kept)")).isEqualTo("42");
    }

    @Test
    void names_a_result_after_its_cell() {
        int count = run("40 + 2").executionCount();

        assertThat(valueOf("res" + count)).isEqualTo("42");
    }

    @Test
    void shows_no_value_for_a_declaration_and_for_unit() {
        assertThat(run("val silent = 1")).isInstanceOf(CellOutcome.Done.class);
        assertThat(run("Unit")).isInstanceOf(CellOutcome.Done.class);
    }

    @Test
    void passes_text_and_displays_on_in_the_order_of_the_cell() {
        run("print(\"a\"); println(\"é😀\"); display(1).update(2); System.err.println(\"b\"); clearOutput()");

        assertThat(sink.events()).containsExactly("stdout aé😀\n", "display 1", "update 2", "stderr b\n", "clear");
    }

    @Test
    void reports_a_compile_error_at_its_line_and_column() {
        CellError error = errorOf("val fine = 1\nval wrong: Int = \"text\"");

        assertThat(error.name()).isEqualTo("CompileError");
        assertThat(plain(error))
                .contains("line 2", "val wrong: Int = \"text\"")
                .contains("                     ^^^^^^");
    }

    @Test
    void reports_every_compile_error_of_a_cell() {
        assertThat(plain(errorOf("val a: Int = noSuchName\nval b: Int = norThis")))
                .contains("noSuchName", "line 1", "norThis", "line 2");
    }

    @Test
    void leaves_earlier_names_alone_when_a_cell_does_not_compile() {
        run("val sturdy = 10");
        errorOf("val sturdy: Int = \"s\"");

        assertThat(valueOf("sturdy")).isEqualTo("10");
    }

    @Test
    void shows_the_line_that_threw_without_the_frames_of_the_engine() {
        CellError error = errorOf("fun deep(): Int =\n    error(\"boom\")\n\ndeep()");

        assertThat(error.name()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.message()).isEqualTo("boom");
        assertThat(plain(error))
                .contains("line 2", "    error(\"boom\")", "line 4")
                .doesNotContain("kotlin.script", "reflect", "dev.sonde", "<init>");
    }

    @Test
    void keeps_the_causes_of_an_error() {
        assertThat(plain(errorOf(
                        "try { error(\"inner\") } catch (e: Exception) { throw RuntimeException(\"outer\", e) }")))
                .contains("RuntimeException: outer", "Caused by: java.lang.IllegalStateException: inner");
    }

    @Test
    void an_error_message_moves_no_cursor_and_turns_no_text() {
        var failed = (CellOutcome.Failed) run("error(\"a\\u001b]0;title\\u0007b\\u202ec\")");

        assertThat(failed.error().message()).isEqualTo("abc");
        assertThat(failed.error().traceback().get(0)).endsWith(": abc");
    }

    @Test
    void survives_errors_that_are_not_exceptions() {
        assertThat(errorOf("TODO()").name()).isEqualTo("kotlin.NotImplementedError");
        assertThat(errorOf("fun forever(n: Int): Int = forever(n + 1) + 1\nforever(0)")
                        .name())
                .isEqualTo("java.lang.StackOverflowError");
        assertThat(errorOf("throw OutOfMemoryError(\"pretended\")").name()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(valueOf("1")).isEqualTo("1");
    }

    @Test
    void reports_a_value_that_cannot_be_shown_as_the_cells_error() {
        assertThat(errorOf("object { override fun toString(): String = error(\"unprintable\") }")
                        .message())
                .isEqualTo("unprintable");
    }

    @Test
    void explains_a_name_that_a_failed_cell_took_with_it() {
        CellError failed = errorOf("error(\"early\")\nval vanished = 1\nval gone: Int by lazy { 2 }");
        int number = session.executionCount();

        assertThat(plain(failed)).contains("names of it cannot be used: vanished, gone");
        assertThat(errorOf("vanished + 1").message())
                .isEqualTo("'vanished' has no value, because In[" + number + "] failed; run that cell again.");
        assertThat(errorOf("gone").message()).startsWith("'gone' has no value");
        assertThat(valueOf("val vanished = 3\nvanished")).isEqualTo("3");
    }

    @Test
    void a_cell_that_fails_keeps_what_it_got_done() {
        CellError failed = errorOf("""
                val zero = 0
                var count = 0L
                val (left, right) = 1 to "two"
                val lazily by lazy { count + 5 }
                class Point(val x: Int) { fun next() = Point(x + zero + 1) }
                fun twice(n: Int) = n * 2 + zero + late.size
                val point = Point(3)
                count += 40
                point.next().let { error("at ${it.x}") }
                val late = listOf(1)
                count = 99
                """);

        assertThat(plain(failed)).contains("names of it cannot be used: late");
        assertThat(plain(failed).lines().reduce("", (a, b) -> b)).doesNotContain("count", "point");
        assertThat(valueOf("listOf(zero, count, left, right, lazily, point.next().x)"))
                .isEqualTo("[0, 40, 1, two, 45, 4]");
        assertThat(errorOf("twice(2)").message()).startsWith("'late' has no value");
        assertThat(valueOf("count += 2; count")).isEqualTo("42");
        assertThat(session.compiler().variables())
                .extracting(dev.sonde.kernel.repl.CellVariable::name)
                .contains("zero", "count", "point")
                .doesNotContain("late");
    }

    @Test
    void a_cell_with_one_array_too_large_for_the_heap_keeps_its_names() {
        CellError failed = errorOf("val much = LongArray(10)\nval more = LongArray(Int.MAX_VALUE)");

        assertThat(plain(failed)).contains("%memory shows what is in it", "names of it cannot be used: more");
        assertThat(valueOf("much.size")).isEqualTo("10");
    }

    @Test
    void a_variable_that_a_failed_cell_did_not_reach_may_be_given_a_value() {
        errorOf("error(\"early\")\nvar reached = 1");
        errorOf("reached");

        assertThat(valueOf("reached = 7\nreached + 1")).isEqualTo("8");
    }

    @Test
    void survives_a_cell_whose_class_cannot_be_loaded() {
        assertThat(errorOf("package java.nowhere\nval x = 1").name()).isEqualTo("java.lang.SecurityException");
        assertThat(valueOf("2")).isEqualTo("2");
    }

    @Test
    void counts_only_the_cells_that_are_to_be_remembered() {
        int before = session.executionCount();

        session.execute(new CellRequest("val uncounted = 5", sink, InputSource.NONE, false));

        assertThat(session.executionCount()).isEqualTo(before);
        assertThat(valueOf("uncounted")).isEqualTo("5");
    }

    @Test
    void gives_a_cell_the_lines_that_the_user_types() {
        var answers = new ArrayDeque<>(List.of("é first", "second"));
        var outcome = session.execute(
                new CellRequest("readln() + \"|\" + readln()", sink, (prompt, password) -> answers.remove(), true));

        assertThat(((CellOutcome.Value) outcome).bundle().data()).containsEntry("text/plain", "é first|second");
    }

    @Test
    void refuses_input_where_nobody_can_answer() {
        assertThat(errorOf("readln()").message()).contains("nobody can answer here");
    }

    private CellOutcome run(String code) {
        return session.execute(code, sink);
    }

    private String valueOf(String code) {
        var outcome = run(code);
        assertThat(outcome).as(() -> String.valueOf(outcome)).isInstanceOf(CellOutcome.Value.class);
        return String.valueOf(((CellOutcome.Value) outcome).bundle().data().get("text/plain"));
    }

    private CellError errorOf(String code) {
        var outcome = run(code);
        assertThat(outcome).as(() -> String.valueOf(outcome)).isInstanceOf(CellOutcome.Failed.class);
        return ((CellOutcome.Failed) outcome).error();
    }

    private static String plain(CellError error) {
        return String.join("\n", error.traceback()).replaceAll("\u001b\\[\\d+m", "");
    }
}
