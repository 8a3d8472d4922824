package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cell sees all of the cells before it, although its names are looked up in those alone that declare one of them. */
class CellScopesTest {

    private static final CellCompiler shared = fresh();
    private static int runs;
    private CellCompiler compiler = shared;

    @AfterAll
    static void close() {
        shared.close();
    }

    private static CellCompiler fresh() {
        return new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
    }

    static Stream<Arguments> usesWithoutAWord() {
        return Stream.of(
                row(
                        "operator of a class",
                        "V(n=3)",
                        "data class V(val n: Int)",
                        "operator fun V.plus(o: V) = V(n + o.n)",
                        "val a = V(1); val b = V(2)",
                        "a + b"),
                row("index", "c", "operator fun Regex.get(i: Int) = pattern[i]", "val r = Regex(\"abc\")", "r[2]"),
                row("call of a value", "42", "class F", "operator fun F.invoke() = 42", "val f = F()", "f()"),
                row(
                        "destructuring",
                        "2",
                        "class D",
                        "operator fun D.component1() = 2",
                        "val d = D()",
                        "val (first) = d; first"),
                row(
                        "loop",
                        "[7]",
                        "class L",
                        "operator fun L.iterator() = listOf(7).iterator()",
                        "val l = L()",
                        "val seen = ArrayList<Int>(); for (x in l) seen += x; seen"),
                row(
                        "delegate",
                        "by d",
                        "class G",
                        "operator fun G.getValue(o: Any?, p: kotlin.reflect.KProperty<*>) = \"by d\"",
                        "val g = G()",
                        "val text by g; text"),
                row(
                        "member's type",
                        "9",
                        "class Inner(val held: Int)",
                        "class Outer { val inner = Inner(9) }",
                        "val o = Outer()",
                        "o.inner.held"),
                row(
                        "supertype",
                        "base",
                        "open class Base { fun name() = \"base\" }",
                        "open class Middle : Base()",
                        "class Last : Middle()",
                        "Last().name()"),
                row(
                        "inlined body",
                        "8",
                        "class Counter(var n: Int)",
                        "val counter = Counter(7)",
                        "inline fun next(f: (Int) -> Int) = f(counter.n)",
                        "next { it + 1 }"),
                row(
                        "alias of a class",
                        "[1]",
                        "class One { override fun toString() = \"1\" }",
                        "typealias Ones = List<One>",
                        "val ones: Ones = listOf(One())",
                        "ones"));
    }

    static Stream<Arguments> usesByAWord() {
        return Stream.of(
                row("name in back ticks", "3", "val `odd name` = 3", "`odd name`"),
                row("name in a string", "it is 4", "val four = 4", "\"it is $four\""),
                row("name of another alphabet", "5", "val größe = 5", "größe"),
                row("part of a destructured value", "6", "val (left, right) = 5 to 6", "right"),
                row("infix function", "17", "infix fun Int.then(o: Int) = this * 10 + o", "1 then 7"),
                row("extension property", "3", "val String.half get() = length / 2", "\"abcdef\".half"),
                row("nested class", "n", "class A { class N { override fun toString() = \"n\" } }", "A.N()"),
                row("object", "o", "object O { val name = \"o\" }", "O.name"),
                row("newest of two", "new", "val twice = \"old\"", "val twice = \"new\"", "twice"),
                row(
                        "overloads of two cells",
                        "text 1",
                        "fun of(n: Int) = \"$n\"",
                        "fun of(s: String) = s",
                        "of(\"text \") + of(1)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"usesWithoutAWord", "usesByAWord"})
    void a_cell_uses_what_earlier_cells_declare(String title, String expected, List<String> cells) {
        for (String cell : cells.subList(0, cells.size() - 1)) {
            run(cell);
            run("val between" + runs + " = 0");
        }

        assertThat(run(cells.get(cells.size() - 1))).hasToString(expected);
    }

    @Test
    void a_result_is_known_by_its_number() {
        run("20 + 1");
        String name = "res" + runs;
        run("val x = 0");

        assertThat(run(name + " * 2")).isEqualTo(42);
    }

    @Test
    void imports_of_earlier_cells_last_and_the_names_before_them_too() {
        compiler = fresh();
        run("val early = 1");
        run("import java.util.*\nval bits = BitSet()");
        run("import kotlin.math.max as most");
        run("val late = 3");

        assertThat(run("most(early, late) + BitSet().length() + bits.length()")).isEqualTo(3);
    }

    @Test
    void the_default_imports_are_there_after_a_first_cell_that_does_not_compile() {
        compiler = fresh();
        reject("val wrong: Int = \"\"");

        assertThat(run("Verdict.PASS")).hasToString("PASS");
        assertThat(run("Verdict.values().first()")).hasToString("PASS");
    }

    @Test
    void a_cell_that_does_not_compile_takes_no_name_away() {
        run("val kept = 1");
        reject("val kept = missing");

        assertThat(run("kept")).isEqualTo(1);
    }

    @Test
    void completion_finds_the_names_of_all_cells() {
        run("val pearOne = 1");
        run("val other = 1");
        run("import java.util.*");
        run("val pearTwo = 2");

        assertThat(compiler.complete("pear", 4).candidates())
                .extracting(Candidate::text)
                .contains("pearOne", "pearTwo");
    }

    @Test
    void analysis_knows_the_type_of_a_name_of_an_early_cell() {
        run("val pears = listOf(1)");
        run("val other = 1");

        assertThat(compiler.analyze("pears").type()).contains("List<Int>");
    }

    @Test
    void compiling_costs_no_more_after_a_hundred_cells() {
        compiler = fresh();
        String listing =
                "class Sum%d { val all = ArrayList<Int>(); fun add(n: Int) { all += n }; fun sum() = all.sumOf { it } }";
        IntStream.range(0, 10).forEach(i -> run(listing.formatted(i)));
        long before = allocatedBy(() -> run(listing.formatted(10)));
        IntStream.range(0, 100).forEach(i -> run("val n%d = %d".formatted(i, i)));

        long after = allocatedBy(() -> run(listing.formatted(11)));

        assertThat(after).isLessThan(before + before / 5); // it was twice as much
    }

    private static long allocatedBy(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - start;
    }

    private void reject(String code) {
        runs++;
        assertThat(compiler.compile(new CellSource(runs, runs, code))).isInstanceOf(Compiled.Rejected.class);
    }

    private @Nullable Object run(String code) {
        runs++;
        Compiled compiled = compiler.compile(new CellSource(runs, runs, code));
        assertThat(compiled).as(compiled::toString).isInstanceOf(Compiled.Ok.class);
        Evaluated evaluated = compiler.evaluate((Compiled.Ok) compiled);
        assertThat(evaluated).as(evaluated::toString).isNotInstanceOf(Evaluated.Failure.class);
        return evaluated instanceof Evaluated.Value value ? value.value() : null;
    }

    private static Arguments row(String title, String expected, String... cells) {
        return Arguments.of(title, expected, List.of(cells));
    }
}
