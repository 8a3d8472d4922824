package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.sonde.backend.BackendException;
import java.lang.management.ManagementFactory;

/**
 * How many threads one operation uses. More are not always faster: two threads of one core, or of a busy machine, wait for
 * each other at every operation. So whether all cores gain anything is measured once a process, in some ten milliseconds,
 * and a machine with other work (by its load average) gets one thread. The number of threads decides the order of a sum, and
 * so its last digits: {@code -Dsonde.threads=n} or {@code SONDE_THREADS=n} fixes the number, and with it every
 * digit of what is computed; an answer that is kept is as it was.
 */
final class ThreadChoice {

    private static final int FEW_ROWS = 16;
    private static final int MOST = 1024;
    private static final double WORTH_IT = 0.85;
    private static final int ROUNDS = 5;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final Once<Integer> QUIET = new Once<>(ThreadChoice::measured);

    private ThreadChoice() {}

    /**
     * The threads for a pass over {@code rows} token rows.
     *
     * @throws BackendException if the number that was fixed is none, or not between 1 and {@value #MOST}
     */
    static int of(int rows) {
        String fixed = System.getProperty("sonde.threads", "").strip();
        if (fixed.isEmpty()) {
            fixed = System.getenv().getOrDefault("SONDE_THREADS", "").strip();
        }
        if (!fixed.isEmpty()) {
            return fixed(fixed);
        }
        return rows < FEW_ROWS || CORES == 1 || busy() ? 1 : QUIET.get();
    }

    private static int fixed(String text) {
        int threads = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (threads < 1 || threads > MOST) {
            throw new BackendException(
                    "threads",
                    "The number of threads (sonde.threads or SONDE_THREADS) is '" + text
                            + "'; give a whole number from 1 to " + MOST
                            + ", or none to let the machine's load decide.");
        }
        return threads;
    }

    /** Whether more wants to run than the cores and we; false where the system does not tell. */
    private static boolean busy() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() > CORES + 1;
    }

    private static int measured() {
        try (NDManager manager = TorchEngine.manager(Device.cpu())) {
            NDArray x = manager.ones(new Shape(256, 512));
            NDArray weight = manager.ones(new Shape(1024, 512));
            slowest(x, weight, 1); // warm
            long one = slowest(x, weight, 1);
            long all = slowest(x, weight, CORES);
            return all < WORTH_IT * one ? CORES : 1;
        }
    }

    private static long slowest(NDArray x, NDArray weight, int threads) {
        JniUtils.setNumThreads(threads);
        long slowest = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            NDArray y = Linear.of(x, weight, null);
            y.square().close();
            y.close();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        return slowest;
    }
}
