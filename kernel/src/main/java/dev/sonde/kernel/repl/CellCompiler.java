package dev.sonde.kernel.repl;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Compiles and runs the cells of one session; every cell sees the names of the cells before it.
 *
 * <p>The life of a cell:
 *
 * <ol>
 *   <li>{@link #compile} turns it into a program or into diagnostics;
 *   <li>{@link #evaluate} runs the program on the calling thread; only here may the thread be interrupted. A program that
 *       is not to run is {@linkplain #abandon abandoned} instead;
 *   <li>{@link #complete} and {@link #analyze} may be called at any time from other threads and wait while a cell
 *       compiles, not while it runs; {@link #syntax} may be, too, and waits for the first cell at most.
 * </ol>
 */
public interface CellCompiler extends AutoCloseable {

    /**
     * Compiles a cell; never throws for anything that the cell contains.
     *
     * @param unwanted asked often on the way; once it is true the cell may be {@link Compiled.Unwanted} soon
     */
    Compiled compile(CellSource cell, BooleanSupplier unwanted);

    /** Compiles a cell whatever happens. */
    default Compiled compile(CellSource cell) {
        return compile(cell, () -> false);
    }

    /**
     * Runs a compiled cell; anything it throws, errors of the JVM included, is a {@link Evaluated.Failure}.
     *
     * @param stop of this run
     */
    Evaluated evaluate(Compiled.Ok compiled, CellStop stop);

    /** Runs a compiled cell that nobody can stop. */
    default Evaluated evaluate(Compiled.Ok compiled) {
        return evaluate(compiled, new CellStop());
    }

    /** Gives up a compiled cell; its names are those of a cell that failed. */
    void abandon(Compiled.Ok compiled);

    /**
     * Completes the code at the cursor.
     *
     * @param utf16Offset cursor position, 0 to the code's length
     */
    Completion complete(String code, int utf16Offset);

    /**
     * What a name in code stands for: signatures of functions, types of values, types with their constructors.
     *
     * @param utf16Offset where the name ends, 1 to the code's length
     * @return one line each; empty when nothing is known
     */
    default List<String> named(String code, int utf16Offset) {
        return List.of();
    }

    /** Checks code without running it. */
    Analysis analyze(String code);

    /** Whether code reads as Kotlin, whatever its names mean. */
    default Analysis.Syntax syntax(String code) {
        return analyze(code).syntax();
    }

    /** Lets later cells use the classes of these jars and folders. */
    void addClasspath(List<Path> files);

    /** The variables of the cells that ran, as they are now: the newest of each name, in the order of declaration. */
    default List<CellVariable> variables() {
        return List.of();
    }

    /** Lets go of a variable's value, so that it can be freed; false if there is none of this name. */
    default boolean forget(String name) {
        return false;
    }

    /** Frees the compiler; the session's values stay usable. */
    @Override
    void close();
}
