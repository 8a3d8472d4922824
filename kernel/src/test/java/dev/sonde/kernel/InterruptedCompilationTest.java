package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.repl.Analysis;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.CellStop;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.Completion;
import dev.sonde.kernel.repl.Evaluated;
import dev.sonde.kernel.repl.KotlinCellCompiler;
import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptedCompilationTest {

    private final SlowCompiler compiler = new SlowCompiler();
    private final ExecutorService cells = Executors.newSingleThreadExecutor();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        cells.shutdown();
    }

    @Test
    void a_cell_that_is_interrupted_while_it_compiles_says_so_and_does_not_run() throws Exception {
        try (var session = new CellSession(compiler, new PlainRenderer());
                var interrupter = new Interrupter(session)) {
            run(session, "var runs = 0").get();
            var slow = run(session, "val lost = 1; runs++ // slow");
            compiler.compiling.await();

            interrupter.interrupt();

            assertThat(heard.take())
                    .isEqualTo(
                            "The code of the cell is still being generated, which cannot be interrupted. It will not run.\n");
            compiler.goOn.countDown();
            var error = ((CellOutcome.Failed) slow.get()).error();
            assertThat(error.name()).isEqualTo("Interrupted");
            assertThat(error.traceback().get(1)).endsWith("cannot be used: lost");
            assertThat(run(session, "runs").get()).isInstanceOfSatisfying(CellOutcome.Value.class, value -> assertThat(
                            value.bundle().data())
                    .containsEntry("text/plain", "0"));
        }
    }

    @Test
    void a_cell_that_the_compiler_gives_up_declares_nothing_and_takes_no_name_away() throws Exception {
        try (var session = new CellSession(compiler, new PlainRenderer());
                var interrupter = new Interrupter(session)) {
            run(session, "val kept = 41").get();
            compiler.goOn.countDown();
            compiler.patient = true;
            var patient = run(session, "val kept = 0 // slow");
            compiler.compiling.await();

            interrupter.interrupt();

            var error = ((CellOutcome.Failed) patient.get()).error();
            assertThat(error.name()).isEqualTo("Interrupted");
            assertThat(error.traceback()).hasSize(1);
            assertThat(run(session, "kept + 1").get())
                    .isInstanceOfSatisfying(
                            CellOutcome.Value.class,
                            value -> assertThat(value.bundle().data()).containsEntry("text/plain", "42"));
        }
    }

    private Future<CellOutcome> run(CellSession session, String code) {
        return cells.submit(() -> session.execute(code, sink()));
    }

    private OutputSink sink() {
        return new OutputSink() {
            @Override
            public void stream(StreamName name, String text) {
                heard.add(text);
            }

            @Override
            public void display(DisplayBundle bundle) {}

            @Override
            public void update(DisplayBundle bundle) {}

            @Override
            public void clear(boolean wait) {}
        };
    }

    /** Compiles a cell that calls itself slow only when it is told to go on; a patient one, when it is unwanted. */
    private static final class SlowCompiler implements CellCompiler {
        private final CellCompiler kotlin = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
        private final CountDownLatch compiling = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean patient;

        @Override
        public Compiled compile(CellSource cell, BooleanSupplier unwanted) {
            if (cell.code().endsWith("slow")) {
                compiling.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError("A thread that compiles must not be interrupted", interrupted);
                }
            }
            while (patient && cell.code().endsWith("slow") && !unwanted.getAsBoolean()) {
                Thread.onSpinWait();
            }
            return patient ? kotlin.compile(cell, unwanted) : kotlin.compile(cell);
        }

        @Override
        public Evaluated evaluate(Compiled.Ok compiled, CellStop stop) {
            return kotlin.evaluate(compiled, stop);
        }

        @Override
        public void abandon(Compiled.Ok compiled) {
            kotlin.abandon(compiled);
        }

        @Override
        public Completion complete(String code, int utf16Offset) {
            return kotlin.complete(code, utf16Offset);
        }

        @Override
        public Analysis analyze(String code) {
            return kotlin.analyze(code);
        }

        @Override
        public void addClasspath(List<Path> files) {
            kotlin.addClasspath(files);
        }

        @Override
        public void close() {
            kotlin.close();
        }
    }
}
