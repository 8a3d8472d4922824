package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.repl.Analysis;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellVariable;
import dev.sonde.kernel.repl.Completion;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known while the compiler has no time. */
@Timeout(120)
class BusyCompilerTest {

    @TempDir
    static Path folder;

    private static AskedNotebook notebook;

    @BeforeAll
    static void open() {
        notebook = new AskedNotebook(folder);
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void answers_with_what_the_library_knows_while_the_compiler_is_busy() throws Exception {
        var busy = new BusyCompiler();
        try (var hurried = notebook.assistant(busy.compiler(), Duration.ofMillis(50))) {
            Completion first = hurried.complete("suite(\"a\") { see", 16);
            Completion second = hurried.complete("delta", 5);

            assertThat(first.candidates()).extracting(Candidate::text).containsExactly("seed");
            assertThat(second.candidates()).extracting(Candidate::text).containsExactly("deltaKl", "deltaOfMine");
            assertThat(busy.asked).hasValueLessThanOrEqualTo(1); // nobody queues behind a question that is not answered
        } finally {
            busy.done.countDown();
        }
    }

    @Test
    void tells_whether_a_cell_is_complete_while_the_compiler_is_busy() throws Exception {
        var busy = new BusyCompiler();
        try (var hurried = notebook.assistant(busy.compiler(), Duration.ofMillis(50))) {
            hurried.complete("delta", 5);

            assertThat(hurried.syntax("val a = (")).contains(Analysis.Syntax.INCOMPLETE);
        } finally {
            busy.done.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({"java.io.Fi, 0", "Thread.sl, 0", "Divergence., 0", "nowhere.zz, 1"})
    void reads_code_a_second_time_only_where_the_compiler_offers_nothing(String code, int analyses) {
        var counting = new CountingCompiler();
        try (var assistant = notebook.assistant(counting.compiler(), Duration.ofSeconds(60))) {
            assistant.complete(code, code.length());

            assertThat(counting.analyses).hasValue(analyses);
        }
    }

    /** Counts how often the other one analyzes code for its type. */
    private static final class CountingCompiler {
        final AtomicInteger analyses = new AtomicInteger();

        CellCompiler compiler() {
            return (CellCompiler) Proxy.newProxyInstance(
                    CellCompiler.class.getClassLoader(),
                    new Class<?>[] {CellCompiler.class},
                    (proxy, method, given) -> {
                        if (method.getName().equals("analyze")) {
                            analyses.incrementAndGet();
                        }
                        return method.invoke(notebook.compiler, given);
                    });
        }
    }

    /** Never answers a completion until it may, and knows little else. */
    private static final class BusyCompiler {
        final CountDownLatch done = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();

        CellCompiler compiler() {
            return (CellCompiler) Proxy.newProxyInstance(
                    CellCompiler.class.getClassLoader(),
                    new Class<?>[] {CellCompiler.class},
                    (proxy, method, given) -> {
                        if (method.getName().equals("variables")) {
                            return List.of(new CellVariable("deltaOfMine", "Int", 1, true));
                        }
                        if (method.getName().equals("syntax")) {
                            return notebook.compiler.syntax((String) given[0]);
                        }
                        if (!method.getName().equals("complete")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        asked.incrementAndGet();
                        done.await();
                        return new Completion(List.of(), 0, 0);
                    });
        }
    }
}
