package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;

/**
 * The matrix products of a forward pass and nothing else: no attention, no norms, no adapter. No implementation on the
 * same engine and weights is quicker, so the share of this floor in a measured time says what is left to win.
 */
public final class GemmFloor {

    private final DjlModel model;

    private GemmFloor(DjlModel model) {
        this.model = model;
    }

    /** The floor of {@code backend}, over its weights and on its device; valid while it is open. */
    public static GemmFloor of(DjlBackend backend) {
        return new GemmFloor(backend.model());
    }

    /**
     * Computes the products.
     *
     * @param rows token rows that go through the layers, at least 1
     * @param headRows rows that go through the head, at least 1
     */
    public void run(int rows, int headRows) {
        TorchEngine.prepareThread(rows);
        Architecture architecture = model.architecture();
        for (ModuleSpec module : architecture.modules()) {
            if (module.kind() == ModuleSpec.Kind.LINEAR) {
                product(module, module.equals(architecture.head()) ? headRows : rows);
            }
        }
    }

    private void product(ModuleSpec module, int rows) {
        try (NDManager scratch = TorchEngine.manager(model.device())) {
            NDArray x = scratch.ones(new Shape(rows, module.columns()));
            model.weights().of(module).weight().linear(x, null);
        }
    }

    /** Floating-point operations of {@link #run}, a multiplication and an addition being two. */
    public double operations(int rows, int headRows) {
        Architecture architecture = model.architecture();
        return architecture.modules().stream()
                .filter(module -> module.kind() == ModuleSpec.Kind.LINEAR)
                .mapToDouble(module ->
                        2.0 * module.rows() * module.columns() * (module.equals(architecture.head()) ? headRows : rows))
                .sum();
    }
}
