package dev.sonde.kernel.magic;

import com.sun.management.OperatingSystemMXBean;
import dev.sonde.kernel.session.EvaluationWatch;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Measures how long code runs, in wall time and in the processor time of all threads, and what it asks of models. */
final class Stopwatch implements EvaluationWatch {

    private long startNanos;
    private long startCpuNanos;
    private SuiteRecord.Totals startTotals = SuiteRecord.totals();
    private String measured = "";

    @Override
    public void starts() {
        startTotals = SuiteRecord.totals();
        startCpuNanos = cpuNanos();
        startNanos = System.nanoTime();
    }

    @Override
    public void ends() {
        long wall = System.nanoTime() - startNanos;
        long cpu = cpuNanos() - startCpuNanos;
        SuiteRecord.Totals used = SuiteRecord.totals().minus(startTotals);
        String suites = used.lookups() == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %,d forward passes, %,d cache hits", used.forwardPasses(), used.cacheHits());
        measured = "Wall " + duration(wall) + ", CPU " + duration(cpu) + suites;
    }

    /** What was measured, for a user; empty if the code did not run. */
    String measured() {
        return measured;
    }

    /** A duration with three digits or so. */
    static String duration(long nanos) {
        double millis = nanos / 1e6;
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.0f µs", millis * 1000);
        }
        if (millis < 1000) {
            return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
        }
        double seconds = millis / 1000;
        return seconds < 60
                ? String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
