package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** The engine's arrays and managers that are open in this JVM. */
final class LivingArrays {

    private LivingArrays() {}

    static int count() {
        try (NDManager any = TorchEngine.manager(Device.cpu())) {
            return count(any.getParentManager()) - 1;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("DJL keeps its resources elsewhere now", e);
        }
    }

    private static int count(NDManager manager) throws ReflectiveOperationException {
        int count = 0;
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        for (Object own : ((Map<?, ?>) resources.get(manager)).values()) {
            count += own instanceof NDArray || own instanceof NDManager ? 1 : 0;
            count += own instanceof NDManager inner ? count(inner) : 0;
        }
        return count;
    }
}
