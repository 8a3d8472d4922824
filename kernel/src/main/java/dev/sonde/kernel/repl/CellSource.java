package dev.sonde.kernel.repl;

/**
 * The text of one cell.
 *
 * @param number what the user sees in {@code In[n]}; also names the result {@code res<n>}
 * @param run distinguishes runs; unique within a session, so that a class name is never used twice
 * @param code Kotlin, as typed
 */
public record CellSource(int number, int run, String code) {}
