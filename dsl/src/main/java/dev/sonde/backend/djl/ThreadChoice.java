package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads one operation uses. More are not always faster: two threads of one core, or of a busy machine, wait for
 * each other. So the choice is measured once a process, in some ten milliseconds; {@code -Dsonde.threads=n} fixes it.
 */
final class ThreadChoice {

    private static final int FEW_ROWS = 128;
    private static final double WORTH_IT = 0.85;
    private static final Once<Integer> MANY_ROWS = new Once<>(ThreadChoice::chosen);

    private ThreadChoice() {}

    /** The threads for a pass over {@code rows} token rows. */
    static int of(int rows) {
        return rows < FEW_ROWS ? 1 : MANY_ROWS.get();
    }

    private static int chosen() {
        int cores = Runtime.getRuntime().availableProcessors();
        int fixed = Integer.getInteger("sonde.threads", 0);
        if (fixed > 0 || cores == 1) {
            return Math.max(1, fixed);
        }
        try (NDManager manager = TorchEngine.manager(Device.cpu())) {
            NDArray x = manager.ones(new Shape(256, 512));
            NDArray weight = manager.ones(new Shape(1024, 512));
            nanos(x, weight, 1); // warm
            long one = nanos(x, weight, 1);
            long all = nanos(x, weight, cores);
            return all < WORTH_IT * one ? cores : 1;
        }
    }

    private static long nanos(NDArray x, NDArray weight, int threads) {
        JniUtils.setNumThreads(threads);
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            NDArray y = Linear.of(x, weight, null);
            y.square().add(y).close();
            y.close();
        }
        return System.nanoTime() - start;
    }
}
