package dev.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes.
 *
 * @param residentMiB of physical memory, in MiB; NaN where the system does not say
 * @param heapMiB of live objects on the Java heap, in MiB
 */
record ProcessMemory(double residentMiB, double heapMiB) {

    private static final Path STATUS = Path.of("/proc/self/status"); // Linux
    private static final String RESIDENT = "VmRSS:";

    /** Looks after a garbage collection, so that what counts is in use. */
    static ProcessMemory afterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new ProcessMemory(residentKiB() / 1024, (runtime.totalMemory() - runtime.freeMemory()) / 1024.0 / 1024);
    }

    private static double residentKiB() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(
                            line.substring(RESIDENT.length()).replace("kB", "").strip()))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException otherSystem) {
            return Double.NaN;
        }
    }
}
