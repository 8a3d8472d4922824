package dev.sonde.backend.djl;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether weights that a file has in two bytes stay so in memory: half the room, mapped from the file, for the time it
 * takes to widen them at each use. Computed is in fp32 either way, with the same results. On a GPU they are always widened.
 */
final class WeightMemory {

    private WeightMemory() {}

    /**
     * The choice for {@code folder}.
     *
     * @param dtype {@code fp32}: widened once; {@code bf16} and {@code fp16}: as stored; {@code auto}: widened once if that
     *     takes at most half of the machine's memory
     * @throws dev.sonde.backend.BackendException if it is another word
     */
    static boolean asStored(String dtype, ModelFolder folder) {
        return switch (dtype) {
            case "fp32" -> false;
            case "bf16", "fp16" -> true;
            case "auto" -> 2 * widened(folder) > physical();
            default -> throw EngineErrors.unknownDtype(dtype);
        };
    }

    /** Bytes of all weights as fp32. */
    private static long widened(ModelFolder folder) {
        return folder.tensors().values().stream()
                .mapToLong(tensor -> Float.BYTES * tensor.elements())
                .sum();
    }

    private static long physical() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
