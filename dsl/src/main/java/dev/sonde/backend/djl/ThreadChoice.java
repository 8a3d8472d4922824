package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;

/**
 * How many threads one operation uses. More are not always faster: two threads of one core, or of a busy machine, wait for
 * each other at every operation. So whether all cores gain anything is measured once a process, in some ten milliseconds,
 * and a machine with other work (by its load average) gets one thread. {@code -Dsonde.threads=n} fixes the number.
 */
final class ThreadChoice {

    private static final int FEW_ROWS = 16;
    private static final double WORTH_IT = 0.85;
    private static final int ROUNDS = 5;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final Once<Integer> QUIET = new Once<>(ThreadChoice::measured);

    private ThreadChoice() {}

    /** The threads for a pass over {@code rows} token rows. */
    static int of(int rows) {
        int fixed = Integer.getInteger("sonde.threads", 0);
        if (fixed > 0) {
            return fixed;
        }
        return rows < FEW_ROWS || CORES == 1 || busy() ? 1 : QUIET.get();
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
