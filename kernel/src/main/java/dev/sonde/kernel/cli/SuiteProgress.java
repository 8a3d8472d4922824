package dev.sonde.kernel.cli;

import dev.sonde.kernel.display.TimeLeft;
import dev.sonde.probe.ProbeResult;
import dev.sonde.report.PlainText;
import dev.sonde.suite.RunListener;
import dev.sonde.suite.Suite;
import dev.sonde.table.Numbers;
import java.util.Locale;

/** Shows a running suite on standard error. */
final class SuiteProgress implements RunListener {

    private final StatusLine status;
    private int probes;
    private int finished;
    private long stepNanos;

    SuiteProgress(StatusLine status) {
        this.status = status;
    }

    @Override
    public void started(Suite suite) {
        probes = suite.entries().size();
    }

    @Override
    public void computed(long done, long total, double tokensPerSecond, double secondsLeft) {
        String left = Double.isFinite(secondsLeft) ? ", " + TimeLeft.of(secondsLeft) : "";
        status.show("%,d/%,d forward passes, %,.0f tokens/s%s".formatted(done, total, tokensPerSecond, left));
    }

    @Override
    public void probeStarted(String name) {
        stepNanos = System.nanoTime();
        status.show("[%d/%d] %s".formatted(finished + 1, probes, PlainText.oneLine(name)));
    }

    /** The last step tells best how long one takes: the first ones may have been computed in advance. */
    @Override
    public void probeStepped(String name, long done, long total) {
        long now = System.nanoTime();
        String left = TimeLeft.of((now - stepNanos) / 1e9 * (total - done));
        stepNanos = now;
        status.show("[%d/%d] %s, %,d of at most %,d steps, %s"
                .formatted(finished + 1, probes, PlainText.oneLine(name), done, total, left));
    }

    @Override
    public void probeFinished(ProbeResult<?> result) {
        finished++;
        status.println("[%d/%d] %s: %s %s"
                .formatted(
                        finished,
                        probes,
                        PlainText.oneLine(result.name()),
                        result.verdict().name().toLowerCase(Locale.ROOT),
                        Numbers.raw(result.raw(), result.unit())));
    }
}
