package dev.sonde.kernel.session;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.repl.CellSource;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A cell while it runs, for what interprets it.
 *
 * @param session that runs it
 * @param source its number and its text as the user typed it, or as it stands in a file
 */
public record RunningCell(CellSession session, CellSource source) {

    /** The number in {@code In[n]}. */
    public int number() {
        return source.number();
    }

    /** The text as the user typed it. */
    public String code() {
        return source.code();
    }

    /** Runs all of its text as Kotlin. */
    public CellOutcome kotlin() {
        return session.kotlin(this, code(), EvaluationWatch.NONE);
    }

    /**
     * Runs Kotlin on behalf of the cell.
     *
     * @param code with the line numbers of the cell's text
     * @param watch hears when it runs
     */
    public CellOutcome kotlin(String code, EvaluationWatch watch) {
        return session.kotlin(this, code, watch);
    }

    /** Runs the text of a file as if it were a cell of this number, whatever interprets cells included. */
    public CellOutcome nested(String text, String name) {
        return session.interpret(session.running(new CellSource(number(), 0, text, name)));
    }

    /**
     * Runs lines of it that stand below a magic, whatever interprets cells included.
     *
     * @param code with the line numbers of the cell's text
     */
    public CellOutcome below(String code) {
        return session.interpret(session.running(source.with(source.run(), code)));
    }

    /** Runs work that an interrupt of the cell may reach. */
    public <T> T interruptibly(Callable<T> work) throws Exception {
        return session.evaluation().interruptibly(work);
    }

    /** Stops this cell when it has taken so long from now on. */
    public void limit(Duration limit) {
        session.deadline().limit(limit);
    }

    /** Lets this cell take as long as it likes. */
    public void lift() {
        session.deadline().lift();
    }

    /** Shows a text of several pages where the client has a place for it, and below the cell elsewhere. */
    public void page(DisplayBundle text) {
        session.page(text);
    }

    /**
     * The cell fails, for a reason that is not in its Kotlin.
     *
     * @param line where, from 1
     * @param column where in the line, from 1
     * @param width of what is to blame
     */
    public CellOutcome failed(String name, String message, int line, int column, int width) {
        return session.evaluation().refused(this, name, message, line, column, width);
    }
}
