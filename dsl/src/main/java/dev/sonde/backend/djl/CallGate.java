package dev.sonde.backend.djl;

/**
 * Lets calls of several threads into something native. Once it is closed, no call comes in, and what is native is released
 * when the last one has left: under a running call it would take the process down.
 */
final class CallGate {

    private final Runnable release;
    private int inside;
    private boolean closed;

    CallGate(Runnable release) {
        this.release = release;
    }

    /**
     * Comes in; whoever does so leaves.
     *
     * @param what as in "The tokenizer is closed"
     * @throws IllegalStateException if the gate is closed
     */
    synchronized void enter(String what) {
        if (closed) {
            throw new IllegalStateException(what + " is closed");
        }
        inside++;
    }

    synchronized void leave() {
        inside--;
        releaseAfterTheLast();
    }

    /** Closes the gate; again without effect. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            releaseAfterTheLast();
        }
    }

    private void releaseAfterTheLast() {
        if (closed && inside == 0) {
            release.run();
        }
    }
}
