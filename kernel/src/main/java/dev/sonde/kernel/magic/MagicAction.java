package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;

/** What a magic does. */
@FunctionalInterface
public interface MagicAction {

    /**
     * Does it, on the cell's thread; what it prints is an output of the cell.
     *
     * @throws MagicException if it cannot be done
     */
    CellOutcome run(MagicCall call) throws Exception;
}
