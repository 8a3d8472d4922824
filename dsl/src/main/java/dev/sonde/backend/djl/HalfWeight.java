package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;

/**
 * A matrix that stays in the two bytes an element has in its file, mapped from there, and is widened for each use.
 * Widening is exact, so that every result is the one of the wide weight, bit for bit.
 *
 * @param stored of a type that the engine's operations know, but its interface may not: asking for its type ends the JVM
 */
record HalfWeight(NDArray stored, Shape shape, OpPack pack) implements Weight {

    @Override
    public Device device() {
        return Device.cpu();
    }

    @Override
    public <T> T lend(Function<NDArray, T> use) {
        try (NDManager scratch = TorchEngine.manager(device())) {
            return use.apply(pack.call("widen", scratch, stored));
        }
    }

    @Override
    public NDArray rows(NDArray ids) {
        try (NDArray some = WideWeight.rows(ids, stored)) {
            return pack.call("widen", ids.getManager(), some);
        }
    }
}
