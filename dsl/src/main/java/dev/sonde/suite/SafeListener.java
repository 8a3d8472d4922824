package dev.sonde.suite;

import dev.sonde.probe.ProbeResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's failure from ending the run: a broken progress bar must not cost an hour of computing. */
record SafeListener(RunListener listener) implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunListener.class);

    @Override
    public void started(Suite suite) {
        safely(() -> listener.started(suite));
    }

    @Override
    public void computed(long done, long total, double tokensPerSecond, double secondsLeft) {
        safely(() -> listener.computed(done, total, tokensPerSecond, secondsLeft));
    }

    @Override
    public void probeStarted(String name) {
        safely(() -> listener.probeStarted(name));
    }

    @Override
    public void probeStepped(String name, long done, long total) {
        safely(() -> listener.probeStepped(name, done, total));
    }

    @Override
    public void probeFinished(ProbeResult<?> result) {
        safely(() -> listener.probeFinished(result));
    }

    @Override
    public void finished(SuiteResult result) {
        safely(() -> listener.finished(result));
    }

    private static void safely(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) { // whatever a cell's code throws, TODO() included
            if (Stops.means(failure)) {
                Thread.currentThread().interrupt(); // a listener may end the run, and so may a user while it runs
            } else {
                LOG.warn("A run listener failed; the run goes on", failure);
            }
        }
    }
}
