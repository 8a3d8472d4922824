package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everyday notebook code, cell by cell, and what the last cell of each row gives. */
class CellCorpusTest {

    private static CellCompiler compiler;
    private static int runs;

    @BeforeAll
    static void open() {
        compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
    }

    @AfterAll
    static void close() {
        compiler.close();
    }

    static Stream<Arguments> notebooks() {
        return Stream.of(
                row("recursion", "24", "fun fact(n: Int): Int = if (n < 2) 1 else n * fact(n - 1)", "fact(4)"),
                row(
                        "inferred type over an earlier cell",
                        "[2, 4]",
                        "val xs = listOf(1, 2)",
                        "fun big(n: Int) = xs.map { it * n }",
                        "big(2)"),
                row(
                        "inline reified function",
                        "true",
                        "inline fun <reified T> isA(x: Any) = x is T",
                        "isA<String>(\"s\")"),
                row(
                        "class that captures a value",
                        "15",
                        "val base = 10\nclass Adder(val n: Int) { fun sum() = base + n }",
                        "Adder(5).sum()"),
                row("data class", "P(x=1)", "data class P(val x: Int)", "P(1)"),
                row("enum", "[A, B]", "enum class E { A, B }", "E.values().toList()"),
                row("destructuring with underscore", "1", "val (one, _) = 1 to 2", "one"),
                row("type alias", "[1]", "typealias Ints = List<Int>", "val typed: Ints = listOf(1)\ntyped"),
                row("import that lasts", "3", "import kotlin.math.max as most", "most(2, 3)"),
                row("extension function", "olleh", "fun String.flip() = reversed()", "\"hello\".flip()"),
                row("redefinition with another type", "text", "val again = 1", "val again = \"text\"", "again"),
                row("variable changed by a later cell", "5", "var level = 1", "level += 4", "level"),
                row("lambda kept across cells", "6", "val triple = { n: Int -> n * 3 }", "triple(2)"),
                row("try that ends a cell", "-1", "try { \"x\".toInt() } catch (e: NumberFormatException) { -1 }"),
                row(
                        "try over lines that ends a cell",
                        "caught",
                        "val a = 1\ntry {\n    error(\"$a\")\n} catch (e: Exception) {\n    \"caught\" // said\n}\n"),
                row(
                        "try before the end of a cell",
                        "2",
                        "try {\n    error(\"x\")\n} catch (e: Exception) {\n    -1\n}\n1 + 1"),
                row("generic class", "7", "class Box<T>(val held: T)", "Box(7).held"),
                row("lazy and delegation", "9", "val slow by lazy { 9 }", "slow"),
                row("java collections", "[1, 2]", "java.util.TreeSet(listOf(2, 1)).toList()"),
                row("windows line ends", "3", "val left = 1\r\nval right = 2\r\n", "left + right"),
                row("string template over lines", "a1\nb", "\"\"\"a${1}\nb\"\"\""),
                row("null as a value", "null", "null as String?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void gives_what_kotlin_promises(String title, String expected, List<String> cells) {
        Evaluated last = new Evaluated.Nothing();
        for (String cell : cells) {
            last = run(cell);
        }

        assertThat(last).as(title).isInstanceOf(Evaluated.Value.class);
        assertThat(String.valueOf(((Evaluated.Value) last).value())).isEqualTo(expected);
    }

    @Test
    void answers_questions_one_after_the_other() {
        run("val questioned = 1");

        for (int i = 0; i < 3; i++) {
            assertThat(compiler.complete("questio", 7).candidates())
                    .extracting(Candidate::text)
                    .containsExactly("questioned");
            assertThat(compiler.analyze("listOf(questioned)").type()).contains("List<Int>");
        }
    }

    @Test
    void replaces_only_the_name_at_the_cursor() {
        var completion = compiler.complete("listOf(1).filt", 14);

        assertThat(completion.start()).isEqualTo(10);
        assertThat(completion.end()).isEqualTo(14);
        assertThat(completion.candidates())
                .extracting(Candidate::text)
                .startsWith("filter")
                .doesNotHaveDuplicates();
    }

    @Test
    void explains_what_the_engine_cannot_compile_and_goes_on() {
        run("val captured = 1");

        assertThat(compile("object Catcher { val c = captured }")).isInstanceOf(Compiled.Rejected.class);
        assertThat(((Evaluated.Value) run("captured")).value()).isEqualTo(1);
    }

    private static Evaluated run(String code) {
        Compiled compiled = compile(code);
        assertThat(compiled).as(() -> compiled.toString()).isInstanceOf(Compiled.Ok.class);
        return compiler.evaluate((Compiled.Ok) compiled);
    }

    private static Compiled compile(String code) {
        runs++;
        return compiler.compile(new CellSource(runs, runs, code));
    }

    private static Arguments row(String title, String expected, String... cells) {
        return Arguments.of(title, expected, List.of(cells));
    }
}
