package dev.sonde.backend.djl;

import ai.djl.Device;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.backend.djl.arch.Network;
import java.util.stream.Stream;

/**
 * How many tokens go through the model at once. On the CPU more than some two thousand gain nothing and cost memory; on a
 * GPU its free memory decides.
 */
final class BatchBudget {

    private static final int CPU_TOKENS = 2048;
    private static final int LARGEST = 1 << 16;
    /** Arrays of a layer's widest module that exist at the same time, with room for attention and the head's chunk. */
    private static final long WIDEST_ARRAYS = 16;

    private BatchBudget() {}

    /** Tokens with padding, at least 2048: a batch that is too large all the same is halved when the memory ends. */
    static int tokens(Device device, Architecture architecture) {
        return device.isGpu() ? tokens(TorchEngine.freeBytes(device), architecture) : CPU_TOKENS;
    }

    /** The same for a network without a head. */
    static int tokens(Device device, Network network) {
        return device.isGpu() ? tokens(TorchEngine.freeBytes(device), network.modules().stream()) : CPU_TOKENS;
    }

    /** Tokens for which half of {@code freeBytes} suffices, at least 2048. */
    static int tokens(long freeBytes, Architecture architecture) {
        return tokens(freeBytes, architecture.modules().stream().filter(module -> !module.equals(architecture.head())));
    }

    private static int tokens(long freeBytes, Stream<ModuleSpec> modules) {
        long widest = modules.filter(module -> module.kind() == ModuleSpec.Kind.LINEAR)
                .mapToLong(module -> Math.max(module.rows(), module.columns()))
                .max()
                .orElseThrow();
        long each = Float.BYTES * WIDEST_ARRAYS * widest;
        return (int) Math.max(CPU_TOKENS, Math.min(LARGEST, freeBytes / 2 / each));
    }
}
