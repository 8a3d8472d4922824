package dev.sonde.kernel.session;

import dev.sonde.kernel.comm.Comms;
import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.ValueRenderer;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.KotlinCellCompiler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the cells of one notebook, one after the other.
 *
 * <p>The life of a cell:
 *
 * <ol>
 *   <li>It gets its number and its sink; text, displays and input of its threads go there from now on.
 *   <li>It is compiled, then evaluated on the calling thread; only then can {@link #interrupt} reach it.
 *   <li>Its value is rendered, waiting text is passed on, and the outcome is returned. Whatever the cell threw is in the
 *       outcome: {@code execute} itself does not throw.
 * </ol>
 *
 * <p>{@code execute} and {@code warmUp} are for one thread at a time; {@code interrupt} and {@link #compiler()} for any.
 */
public final class CellSession implements AutoCloseable {

    private final CellCompiler compiler;
    private final CellConsole console;
    private final Interruption interruption = new Interruption();
    private final CellDeadline deadline = new CellDeadline(this::interrupt);
    private final CellEvaluation evaluation;
    private CellInterpreter interpreter = RunningCell::kotlin;
    private int executionCount;
    private int runs;
    private volatile int running;

    /** A session on a compiler, which it closes with itself. */
    public CellSession(CellCompiler compiler, ValueRenderer renderer) {
        this.compiler = compiler;
        this.console = new CellConsole(renderer);
        this.evaluation = new CellEvaluation(compiler, console.display(), interruption, deadline);
    }

    /** A session with Kotlin cells that see the DSL. */
    public static CellSession kotlin(ValueRenderer renderer) {
        return new CellSession(new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime()), renderer);
    }

    /** Lets something else decide what becomes of the text of the cells to come. */
    public void interpretWith(CellInterpreter next) {
        interpreter = next;
    }

    /** How long each cell to come may take; empty for as long as it likes. */
    public void limitCells(Optional<Duration> limit) {
        deadline.everyCell(limit);
    }

    /** What {@link #limitCells} said last. */
    public Optional<Duration> cellLimit() {
        return deadline.everyCell();
    }

    /** Runs a counted cell that cannot ask for input. */
    public CellOutcome execute(String code, OutputSink sink) {
        return execute(CellRequest.of(code, sink));
    }

    /** Runs a cell. */
    public CellOutcome execute(CellRequest request) {
        executionCount += request.storeHistory() ? 1 : 0;
        RunningCell cell = running(new CellSource(executionCount, 0, request.code()));
        console.connect(request);
        CellOutcome outcome = run(cell.source(), () -> interpret(cell));
        if (outcome instanceof CellOutcome.Value value) {
            console.display().shown(value.bundle());
        }
        return outcome;
    }

    /**
     * Runs what cells left behind for an event, such as a message that came: as a cell that is not counted and cannot ask.
     * What it throws is told on the error stream.
     *
     * @param event begins the sentence that tells of a failure
     * @param sink receives what it shows; the last cell's is in use again afterwards
     */
    public void react(String event, OutputSink sink, Runnable work) {
        var reaction = new CellSource(executionCount, ++runs, "");
        Runnable back = console.detour(sink);
        try {
            Optional<CellError> failure = run(reaction, () -> evaluation.failureOf(reaction, work));
            failure.ifPresent(
                    error -> console.notice(event + " failed.\n" + String.join("\n", error.traceback()) + "\n"));
        } finally {
            back.run();
        }
    }

    private <T> T run(CellSource cell, Supplier<T> work) {
        interruption.cellStarts();
        deadline.cellStarts();
        running = cell.run();
        console.bind();
        try {
            return work.get();
        } finally {
            console.unbind();
            running = 0;
            deadline.cellEnds();
            interruption.cellEnds();
            console.flush();
        }
    }

    /** A text about to run, as a run of its own. */
    RunningCell running(CellSource text) {
        return new RunningCell(this, text.with(++runs, text.code()));
    }

    /** Runs a text, magics included. */
    CellOutcome interpret(RunningCell cell) {
        try {
            return evaluation.unlessStopped(cell.source(), interpreter.interpret(cell));
        } catch (Throwable error) { // a magic may come upon anything
            return evaluation.failed(cell.source(), error);
        }
    }

    /** Runs Kotlin on behalf of a cell. */
    CellOutcome kotlin(RunningCell cell, String code, EvaluationWatch watch) {
        return evaluation.kotlin(cell.source().with(++runs, code), cell, watch);
    }

    CellEvaluation evaluation() {
        return evaluation;
    }

    CellDeadline deadline() {
        return deadline;
    }

    /** Asks the running cell to stop; returns false when none runs. May be repeated. */
    public boolean interrupt() {
        boolean running = interruption.request();
        if (running) {
            console.hurry();
        }
        return running;
    }

    /** Which run is under way, counted from 1 over all cells of the session; 0 when none is. */
    public int runningCell() {
        return running;
    }

    /** True while the running cell is compiled, when nothing can stop it yet. */
    public boolean compiling() {
        return interruption.compiling();
    }

    /** Shows text from outside of the cell's code, such as a notice about it. */
    public void notice(String text) {
        console.notice(text);
    }

    /** Compiles and runs a trivial expression, so that the first cell of the user finds a warm compiler. */
    public void warmUp() {
        Compiled compiled = compiler.compile(new CellSource(0, 0, "1 + 1"));
        if (compiled instanceof Compiled.Ok ok) {
            compiler.evaluate(ok);
        }
    }

    /** What the cells and clients say to each other. */
    public Comms comms() {
        return console.comms();
    }

    /** For completion and analysis; compiling and evaluating is the session's business. */
    public CellCompiler compiler() {
        return compiler;
    }

    /** The number of the last counted cell; 0 before the first. */
    public int executionCount() {
        return executionCount;
    }

    /** Shows a long text; without a client that somebody looks at, below the cell. */
    void page(DisplayBundle text) {
        console.page(text);
    }

    /** Stops the running cell, if it can be stopped, and gives the standard streams back. */
    @Override
    public void close() {
        interrupt(); // a cell that waits for input holds the lock that every readln() needs
        console.close();
        deadline.close();
        compiler.close();
    }
}
