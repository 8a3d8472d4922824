package dev.sonde.kernel.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell that nobody wants any more is given up while it compiles, and the session is as it was before. */
class UnwantedCellTest {

    @AutoClose
    private static final KotlinCellCompiler COMPILER =
            new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());

    private static int runs;

    private static void declare() {
        assertThat(value("val kept = 41; fun one() = 1; kept")).isEqualTo(41);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 25, 50, 75, 99, 100})
    void wherever_it_is_given_up_the_names_of_before_are_there_and_it_compiles_when_it_is_wanted(int percent) {
        declare();
        var asked = new AtomicLong();
        abandon(compile(cell("Other" + percent), () -> asked.incrementAndGet() < 0));
        long enough = Math.max(1, asked.get() * percent / 100);
        assertThat(asked.getAndSet(0)).isGreaterThan(1000);
        declare();
        String cell = cell("Own" + percent);

        assertThat(compile(cell, () -> asked.incrementAndGet() >= enough)).isInstanceOf(Compiled.Unwanted.class);

        asked.set(0);
        abandon(compile("kept + one()", () -> asked.incrementAndGet() < 0));
        assertThat(asked).as("questions about the next cell alone").hasValueLessThan(300);
        assertThat(value("kept + one()")).isEqualTo(42);
        assertThat(offered("twiceOwn" + percent)).isEmpty();
        assertThat(compile("twiceOwn" + percent + "(3)", () -> false)).isInstanceOf(Compiled.Rejected.class);
        assertThat(value("val n1Own" + percent + " = \"mine\"; n1Own" + percent))
                .isEqualTo("mine");
        assertThat(value(cell + "\nlast")).isEqualTo("[1, 2] 10");
        assertThat(offered("twiceOwn" + percent)).containsExactly("twiceOwn" + percent);
    }

    @Test
    void what_the_code_generator_refuses_hides_no_name_of_before() {
        declare();
        var clash = "val kept = \"hidden\"; fun clash(of: List<Int>) = 1; fun clash(of: List<String>) = 2";

        assertThat(compile(clash, () -> false)).isInstanceOf(Compiled.Rejected.class);

        assertThat(value("kept + one()")).isEqualTo(42);
    }

    /** Long enough to be given up in its midst; redeclares a name. */
    private static String cell(String suffix) {
        return IntStream.range(0, 40)
                .mapToObj(i -> "val n%d%s = listOf(%d, kept).map { it * 2 }.joinToString()".formatted(i, suffix, i))
                .collect(Collectors.joining(
                        "\n",
                        "class Fresh%1$s(val of: Int)\nfun twice%1$s(n: Int) = 2 * n\nval kept = 5\n".formatted(suffix),
                        "\nval last = listOf(1, 2).toString() + \" \" + twice%1$s(Fresh%1$s(kept).of)"
                                .formatted(suffix)));
    }

    private static List<String> offered(String word) {
        return COMPILER.complete(word, word.length()).candidates().stream()
                .map(Candidate::text)
                .toList();
    }

    private static Compiled compile(String code, BooleanSupplier unwanted) {
        runs++;
        return COMPILER.compile(new CellSource(runs, runs, code), unwanted);
    }

    private static void abandon(Compiled compiled) {
        COMPILER.abandon((Compiled.Ok) compiled);
    }

    private static @Nullable Object value(String code) {
        Compiled compiled = compile(code, () -> false);
        assertThat(compiled).as(compiled::toString).isInstanceOf(Compiled.Ok.class);
        return ((Evaluated.Value) COMPILER.evaluate((Compiled.Ok) compiled)).value();
    }
}
