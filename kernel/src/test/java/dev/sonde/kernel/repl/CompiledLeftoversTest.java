package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Later cells compile against an earlier one although what generated its code is gone. */
class CompiledLeftoversTest {

    private static final CellCompiler COMPILER = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
    private static int runs;

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    static Stream<Arguments> notebooks() {
        return Stream.of(
                row(
                        "subclass",
                        "child of base",
                        "open class Base { open fun name() = \"base\" }",
                        "class Child : Base() { override fun name() = \"child of \" + super.name() }",
                        "Child().name()"),
                row(
                        "nested and companion",
                        "3 deep",
                        "class Out { class In { companion object { const val DEPTH = 3; fun word() = \"deep\" } } }",
                        "\"${Out.In.DEPTH} ${Out.In.word()}\""),
                row(
                        "when over a sealed class",
                        "square",
                        "sealed class Shape { object Square : Shape(); object Round : Shape() }",
                        "fun say(s: Shape) = when (s) { Shape.Square -> \"square\"; Shape.Round -> \"round\" }",
                        "say(Shape.Square)"),
                row(
                        "when over an enum",
                        "low",
                        "enum class Level { LOW, HIGH }",
                        "fun of(l: Level) = when (l) { Level.LOW -> \"low\"; Level.HIGH -> \"high\" }",
                        "of(Level.LOW)"),
                row(
                        "default arguments",
                        "2-b",
                        "fun both(n: Int = 2, s: String = \"a\") = \"$n-$s\"",
                        "both(s = \"b\")"),
                row(
                        "copy of a data class",
                        "P(x=1, y=5)",
                        "data class P(val x: Int, val y: Int = 2)",
                        "P(1).copy(y = 5)"),
                row(
                        "value class",
                        "7 m",
                        "@JvmInline value class Metres(val n: Int) { fun text() = \"$n m\" }",
                        "fun twice(m: Metres) = Metres(m.n + 4)",
                        "twice(Metres(3)).text()"),
                row(
                        "function interface",
                        "9",
                        "fun interface Step { fun go(n: Int): Int }",
                        "val step = Step { it + 1 }",
                        "step.go(8)"),
                row(
                        "anonymous object",
                        "anon",
                        "interface Named { val name: String }",
                        "val named = object : Named { override val name = \"anon\" }",
                        "named.name"),
                row(
                        "inline function over a private one",
                        "hidden 1",
                        "class Safe { @PublishedApi internal fun say() = \"hidden\" }",
                        "inline fun Safe.open(f: () -> Int) = say() + \" \" + f()",
                        "Safe().open { 1 }"),
                row(
                        "inline function of an inline function",
                        "16",
                        "inline fun twice(f: () -> Int) = f() + f()",
                        "inline fun fourTimes(f: () -> Int) = twice { twice(f) }",
                        "fourTimes { 4 }"),
                row("inline accessor", "9", "val String.threefold: Int inline get() = length * 3", "\"abc\".threefold"),
                row(
                        "inline member",
                        "12",
                        "class Four { inline fun times(f: () -> Int) = 4 * f() }",
                        "Four().times { 3 }"),
                row("inline property", "6", "inline val String.twiceAsLong get() = length * 2", "\"abc\".twiceAsLong"),
                row(
                        "generic supertype",
                        "42",
                        "abstract class Holder<T> { abstract val held: T; fun show() = \"$held\" }",
                        "class IntHolder : Holder<Int>() { override val held = 42 }",
                        "IntHolder().show()"),
                row(
                        "inner class",
                        "outer-inner",
                        "class O(val n: String) { inner class I { fun all() = n + \"-inner\" } }",
                        "O(\"outer\").I().all()"),
                row(
                        "local function and class",
                        "5",
                        "fun make(): Int {\n class L(val n: Int)\n fun f() = L(5).n\n return f()\n}",
                        "make()"),
                row(
                        "delegate of a class",
                        "read prop",
                        "class D { operator fun getValue(o: Any?, p: kotlin.reflect.KProperty<*>) = \"read \" + p.name }",
                        "class Uses { val prop by D() }",
                        "Uses().prop"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void later_cells_use_it(String title, String expected, List<String> cells) {
        @Nullable Object last = null;
        for (String cell : cells) {
            last = run(cell);
        }

        assertThat(last).hasToString(expected);
    }

    @Test
    void a_cell_takes_little_memory_for_good() {
        IntStream.range(0, 5).forEach(i -> run("val first%d = %d".formatted(i, i)));
        long before = used();
        IntStream.range(0, 40).forEach(i -> run("val next%d = %d // nothing inline".formatted(i, i)));

        assertThat((used() - before) / 40).isLessThan(200_000); // a back end is half a million bytes
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static @Nullable Object run(String code) {
        runs++;
        Compiled compiled = COMPILER.compile(new CellSource(runs, runs, code));
        assertThat(compiled).as(compiled::toString).isInstanceOf(Compiled.Ok.class);
        Evaluated evaluated = COMPILER.evaluate((Compiled.Ok) compiled);
        assertThat(evaluated).as(evaluated::toString).isNotInstanceOf(Evaluated.Failure.class);
        return evaluated instanceof Evaluated.Value value ? value.value() : null;
    }

    private static Arguments row(String title, String expected, String... cells) {
        return Arguments.of(title, expected, List.of(cells));
    }
}
