package dev.sonde.kernel.repl;

/**
 * The text of one cell.
 *
 * @param number what the user sees in {@code In[n]}; also names the result {@code res<n>}
 * @param run distinguishes runs; unique within a session, so that a class name is never used twice
 * @param code Kotlin, as typed
 * @param label what stack traces call it: {@code In[7]}, or the file that the text is from
 */
public record CellSource(int number, int run, String code, String label) {

    /** A cell that is called by its number. */
    public CellSource(int number, int run, String code) {
        this(number, run, code, "In[" + number + "]");
    }

    /** Another text that runs in its place, under the same number and label. */
    public CellSource with(int otherRun, String otherCode) {
        return new CellSource(number, otherRun, otherCode, label);
    }
}
