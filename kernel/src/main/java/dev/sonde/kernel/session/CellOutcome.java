package dev.sonde.kernel.session;

import dev.sonde.kernel.display.DisplayBundle;

/** How a cell ended. */
public sealed interface CellOutcome {

    /** The number in {@code In[n]} and {@code Out[n]}. */
    int executionCount();

    /** The cell's last expression has a value: an {@code execute_result}. */
    record Value(int executionCount, DisplayBundle bundle) implements CellOutcome {}

    /** The cell ended well and shows no value. */
    record Done(int executionCount) implements CellOutcome {}

    /** The cell did not compile, threw, or was interrupted. */
    record Failed(int executionCount, CellError error) implements CellOutcome {}
}
