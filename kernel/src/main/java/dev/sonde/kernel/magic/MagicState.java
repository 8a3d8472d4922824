package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the magics of one session remember. */
final class MagicState {

    private final CellSession session;
    private final Deque<Path> loading = new ArrayDeque<>();
    private final CellLog log = new CellLog();

    MagicState(CellSession session) {
        this.session = session;
    }

    CellSession session() {
        return session;
    }

    /** The files that are being run, the innermost first. */
    Deque<Path> loading() {
        return loading;
    }

    CellLog log() {
        return log;
    }
}
