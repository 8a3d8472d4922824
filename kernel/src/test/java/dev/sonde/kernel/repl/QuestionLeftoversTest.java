package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jetbrains.kotlin.psi.KtFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that somebody only asked about is gone when the answer is given. */
class QuestionLeftoversTest {

    private static final CellCompiler COMPILER = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
    private static int runs;

    @BeforeAll
    static void runCells() {
        run("val people = listOf(\"ann\", \"bo\")");
        run("class Shelf(val books: Int) { fun add(more: Int) = Shelf(books + more) }");
    }

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val first%1$d = people.first()",
                "first%1$d + unknown(%1$d)",
                "class Pair%1$d<T>(val one: T) { companion object { val two = 2 }; inner class In { fun get() = one } }",
                "enum class Mood%1$d { MERRY, GRIM }; Mood%1$d.valueOf(\"GRIM\").name",
                "data class Row%1$d(val n: Int); Row%1$d(1).copy(n = 2).component1()",
                "typealias Names%1$d = List<String>; object Here%1$d { fun count(of: Names%1$d) = of.size }; Here%1$d.count(people)",
                "val lazily%1$d by lazy { people.size }; fun String.twice%1$d() = this + this; \"a\".twice%1$d()",
                "val task%1$d = Thread { println(people) }; java.util.Comparator<String> { a, b -> a.length - b.length }",
                "for (person in people) { val (a, b) = person to %1$d; println(\"$a $b\") }; Shelf(%1$d).add(1).books",
                "fun unfinished%1$d(of: List<String>) = of.map { it.",
                "suite(\"asked %1$d\") { seed = 7 }",
            })
    void nothing_of_it_stays(String code) {
        ask(code, 0);
        int before = files();

        for (int i = 1; i <= 8; i++) {
            ask(code, i);
        }

        assertThat(fewestFiles(code) - before).isLessThan(5); // the last file stays for the next question
    }

    @Test
    void a_cell_may_declare_otherwise_what_a_question_declared() {
        COMPILER.analyze("val peak = \"text\"; class Box(val held: String); fun twice(text: String) = text + text");
        COMPILER.complete("fun twice(text: String) = 1; twi", 32);

        run("val peak = 20");
        run("class Box(val held: Int)");
        run("fun twice(n: Int) = n * 2");

        assertThat(run("twice(Box(peak + 1).held)")).isEqualTo(42);
        assertThat(COMPILER.named("twice", 5)).containsExactly("fun twice(n: Int): Int");
        assertThat(COMPILER.analyze("Box(1).held").type()).hasValue("Int");
        assertThat(COMPILER.complete("Box(1).he", 9).candidates())
                .extracting(Candidate::text)
                .containsExactly("held");
    }

    @Test
    void the_first_question_about_an_earlier_cell_may_come_late() {
        run("class Late { val items = listOf(1, 2); fun sum() = items.sum(); override fun toString() = \"late\" }");
        COMPILER.analyze("Late().sum() + Late().items.size");
        run("val late = Late()");

        assertThat(run("late.sum() + late.items.size")).isEqualTo(5);
        assertThat(COMPILER.analyze("late.items").type()).hasValue("List<Int>");
    }

    @Test
    void the_first_questions_of_a_session_may_come_before_its_first_cell() {
        try (var fresh = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime())) {
            assertThat(fresh.analyze("val early = 1; early + 1").type()).hasValue("Int");
            assertThat(fresh.named("demoModel", 9)).hasSize(1);

            var cell = fresh.compile(new CellSource(1, 1, "val early = \"cell\""));
            assertThat(cell).isInstanceOf(Compiled.Ok.class);
            fresh.evaluate((Compiled.Ok) cell);

            assertThat(fresh.named("early", 5)).containsExactly("early: String");
            assertThat(fresh.complete("early.len", 9).candidates())
                    .extracting(Candidate::text)
                    .containsExactly("length");
        }
    }

    private static void ask(String code, int number) {
        String asked = code.formatted(number);
        COMPILER.analyze(asked);
        COMPILER.complete(asked, asked.length());
        COMPILER.named(asked, Math.max(1, asked.lastIndexOf('(')));
    }

    // what the engine holds weakly goes with the first question after the collector came by
    private static int fewestFiles(String code) {
        return IntStream.range(0, 3)
                .map(round -> {
                    int now = files();
                    ask(code, 100 + round);
                    return now;
                })
                .min()
                .orElseThrow();
    }

    /** How many source files the compiler holds. */
    private static int files() {
        var line = Pattern.compile(" (\\d+) +\\d+ +" + Pattern.quote(KtFile.class.getName()) + "\\b");
        try {
            Object living = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            var found = line.matcher((String) living);
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        } catch (JMException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Object run(String code) {
        runs++;
        Compiled compiled = COMPILER.compile(new CellSource(runs, runs, code));
        assertThat(compiled).as(compiled::toString).isInstanceOf(Compiled.Ok.class);
        Evaluated evaluated = COMPILER.evaluate((Compiled.Ok) compiled);
        assertThat(evaluated).as(evaluated::toString).isNotInstanceOf(Evaluated.Failure.class);
        return evaluated instanceof Evaluated.Value value
                ? List.of(value.value()).get(0)
                : "";
    }
}
