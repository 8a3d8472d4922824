package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a long cell the compiler reads for a completion, and that the rest made no difference. */
class CellExcerptTest {

    private static final CellParser PARSER = new CellParser();
    private static final CellCompiler COMPILER = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());

    @BeforeAll
    static void open() {
        var engine = new CellEngine(PARSER, new CellScopes());
        var settings = new CellSettings(CellImports.DEFAULT, CellClasspath.ofRuntime());
        engine.analyze(new CellText("Question_1." + CellNames.EXTENSION, "1"), settings.getBase());
    }

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    /** The excerpt in one line, with the place in it. */
    private static String left(String marked) {
        String code = marked.replace("; ", "\n");
        var excerpt = PARSER.excerpt(code.replace("|", ""), code.indexOf('|'));
        var text = new StringBuilder(excerpt.getText()).insert(excerpt.getOffset(), '|');
        return text.toString().strip().replaceAll("\\s*\\n\\s*", "; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "val a = 1; val b = a; val c = 2; b.to|              -> val a = 1; val b = a; b.to|",
                "val a = 1; println(a); for (i in 1..9) print(i); a.| -> val a = 1; a.|",
                "a.to|; val a = f(); fun f() = 3; fun g() = 4         -> a.to|; val a = f(); fun f() = 3",
                "fun f(n: Int): Int { return n * n }; f(2).to|        -> fun f(n: Int): Int {}; f(2).to|",
                "fun f(n: Int): Int = n * n; f(2).to|                 -> fun f(n: Int): Int; f(2).to|",
                "val a: List<Int> = listOf(1); a.fi|                  -> val a: List<Int>; a.fi|",
                "val a: Int by lazy { 1 }; a.to|                      -> val a: Int; a.to|",
                "val rows = 1; val cols = 2; fun rounds() = 3; ro|    -> val rows = 1; fun rounds() = 3; ro|",
                "val top = 1; fun Int.toB() = 2; fun to() = 3; 1.to|  -> fun Int.toB() = 2; 1.to|",
                "operator fun Int.not() = \"\"; val a = 1; (!1).le|   -> operator fun Int.not() = \"\"; (!1).le|",
                "val (a, b) = 1 to \"\"; val c = 3; b.le|             -> val (a, b) = 1 to \"\"; b.le|",
                "import java.io.File; val f = File(\"\"); val g = 1; f.na| -> import java.io.File; val f = File(\"\"); f.na|",
                "typealias Row = List<Int>; class Other; val r: Row = f(); r.| -> typealias Row = List<Int>; val r: Row; r.|",
            })
    void keeps_what_the_place_builds_on(String cell, String expected) {
        assertThat(left(cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "fun f() { val a = 1; val b = 2; a.to|; val c = 3 } -> fun f() { val a = 1; a.to|; }",
                "suite(\"a\") { deltaKl(\"b\") { topK = 3 }; del|; seed = 7 } -> suite(\"a\") {; del|; }",
                "fun f(x: Any?) { if (x == null) return; print(1); x.to| } -> fun f(x: Any?) { if (x == null) return; x.to| }",
                "fun Any.f() { check(this is Int); di| } -> fun Any.f() { check(this is Int); di| }",
                "fun f(o: Any?) { val n = o as Int; val m = 1; o.to| } -> fun f(o: Any?) { val n = o as Int; o.to| }",
                "fun f(o: Any?) { val c = o as? Int; if (c == null) return; print(1); o.to| } -> fun f(o: Any?) { val c = o as? Int; if (c == null) return; o.to| }",
                "xs.map { val y = it; val z = y + 1; z.to| } -> xs.map { val y = it; val z = y + 1; z.to| }",
            })
    void keeps_in_braces_what_comes_before_and_bears_on_the_place(String cell, String expected) {
        assertThat(left(cell).replace("; ;", ";")).isEqualTo(expected);
    }

    @Test
    void keeps_the_members_of_a_class_but_not_what_they_do() {
        assertThat(
                        left(
                                "class A(val n: Int) { init { check(n > 0) }; val half get() = n / 2; fun f() { print(n) } }; A(1).|"))
                .isEqualTo("class A(val n: Int) {; val half get() = n / 2; fun f() {} }; A(1).|");
        assertThat(left("class A(val n: Int) { fun f() { print(n) }; fun g() { n.to| } }"))
                .isEqualTo("class A(val n: Int) { fun f() {}; fun g() { n.to| } }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "val a = (1; val b = 2; b.to|   -> val a = (1; val b = 2; b.to|",
                "import java.ut|; val a = 1     -> import java.ut|; val a = 1",
            })
    void leaves_code_whole_that_does_not_read_as_declarations(String cell, String expected) {
        assertThat(left(cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "val found: Any? = 1; fun f(x: Any?) { if (x !is String) return; print(2); x.uppercase| } -> uppercase",
                "class Shelf(val n: Int) { fun add(m: Int): Shelf { return Shelf(n + m) } }; val s = Shelf(1); print(s); s.add(1).n| -> n",
                "fun rows() = cols().map { it.length }; fun cols() = listOf(\"a\"); print(1); rows().first().down| -> downTo",
                "val early = later().|; fun later() = Late(); class Late { val items = 1 } -> items",
                "fun String.loudly() = uppercase(); val loud = 1; \"a\".lou| -> loudly",
            })
    void candidates_are_those_of_the_whole_cell(String cell, String expected) {
        String code = cell.replace("; ", "\n");
        List<String> texts = COMPILER.complete(code.replace("|", ""), code.indexOf('|')).candidates().stream()
                .map(Candidate::text)
                .toList();

        assertThat(texts).contains(expected.split(" "));
    }
}
