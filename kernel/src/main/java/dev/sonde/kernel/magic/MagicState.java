package dev.sonde.kernel.magic;

import dev.sonde.kernel.library.LibraryPlace;
import dev.sonde.kernel.session.CellSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the magics of one session remember. */
final class MagicState {

    private final CellSession session;
    private final Deque<Path> loading = new ArrayDeque<>();
    private final CellLog log = new CellLog();
    private final SessionLibraries libraries;

    MagicState(CellSession session, LibraryPlace place) {
        this.session = session;
        this.libraries = new SessionLibraries(session.compiler(), place);
    }

    CellSession session() {
        return session;
    }

    /** The files that are being run, the innermost first. */
    Deque<Path> loading() {
        return loading;
    }

    SessionLibraries libraries() {
        return libraries;
    }

    CellLog log() {
        return log;
    }
}
