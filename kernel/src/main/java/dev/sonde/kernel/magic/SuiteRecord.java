package dev.sonde.kernel.magic;

import dev.sonde.cache.BackendStats;
import dev.sonde.dsl.SondeSession;
import dev.sonde.probe.ProbeResult;
import dev.sonde.suite.RunListener;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the suites of this process used, for magics that tell. */
public final class SuiteRecord implements RunListener {

    private static Totals totals = new Totals(0, 0, 0);
    private static @Nullable SuiteResult latest;

    private final RunListener next;

    private SuiteRecord(RunListener next) {
        this.next = next;
    }

    /**
     * What suites used.
     *
     * @param lookups uses of answers
     * @param cacheHits of which the answer was at hand
     * @param forwardPasses that the models computed
     */
    record Totals(long lookups, long cacheHits, long forwardPasses) {

        Totals plus(BackendStats stats) {
            return new Totals(
                    lookups + stats.lookups(), cacheHits + stats.cacheHits(), forwardPasses + stats.forwardPasses());
        }

        Totals minus(Totals before) {
            return new Totals(
                    lookups - before.lookups, cacheHits - before.cacheHits, forwardPasses - before.forwardPasses);
        }
    }

    /** Records the suites that run from now on, and lets the listeners installed before hear them too. */
    public static void install() {
        Supplier<RunListener> before = SondeSession.getListener();
        SondeSession.setListener(() -> new SuiteRecord(before.get()));
    }

    static synchronized Totals totals() {
        return totals;
    }

    /** The suite that ran last. */
    static synchronized Optional<SuiteResult> latest() {
        return Optional.ofNullable(latest);
    }

    private static synchronized void add(SuiteResult result) {
        totals = totals.plus(result.statistics());
        latest = result;
    }

    @Override
    public void started(Suite suite) {
        next.started(suite);
    }

    @Override
    public void computed(long done, long total, double tokensPerSecond, double secondsLeft) {
        next.computed(done, total, tokensPerSecond, secondsLeft);
    }

    @Override
    public void probeStarted(String name) {
        next.probeStarted(name);
    }

    @Override
    public void probeFinished(ProbeResult<?> result) {
        next.probeFinished(result);
    }

    @Override
    public void finished(SuiteResult result) {
        add(result);
        next.finished(result);
    }
}
