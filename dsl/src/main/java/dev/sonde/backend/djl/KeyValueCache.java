package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.AttentionSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys and values of a batch while it generates. Every row uses the same slots: the padding of shorter prompts stays
 * where it is and is masked.
 */
final class KeyValueCache {

    private final NDManager manager;
    private final List<NDArray> keys;
    private final List<NDArray> values;
    private final int capacity;
    private int used;

    private KeyValueCache(NDManager manager, List<NDArray> keys, List<NDArray> values, int capacity, int used) {
        this.manager = manager;
        this.keys = keys;
        this.values = values;
        this.capacity = capacity;
        this.used = used;
    }

    /** Room for {@code capacity} slots; the arrays belong to {@code manager}. */
    KeyValueCache(NDManager manager, List<AttentionSpec> layers, int rows, int capacity) {
        this(manager, new ArrayList<>(), new ArrayList<>(), capacity, 0);
        for (AttentionSpec layer : layers) {
            Shape shape = new Shape(rows, layer.keyHeads(), capacity, layer.headWidth());
            keys.add(manager.zeros(shape));
            values.add(manager.zeros(shape));
        }
    }

    /** Some of the rows; this cache is used up. */
    KeyValueCache only(int[] rows) {
        try (NDArray index = manager.create(Arrays.stream(rows).asLongStream().toArray())) {
            return new KeyValueCache(manager, only(index, keys), only(index, values), capacity, used);
        }
    }

    private static List<NDArray> only(NDArray index, List<NDArray> layers) {
        List<NDArray> some = new ArrayList<>();
        for (NDArray layer : layers) {
            try (layer) {
                some.add(layer.get(index));
            }
        }
        return some;
    }

    int used() {
        return used;
    }

    int capacity() {
        return capacity;
    }

    NDManager manager() {
        return manager;
    }

    /** Marks the slots that the pass just made wrote as used. */
    void advance(int slots) {
        used += slots;
    }

    /** Writes a layer's new keys behind the used slots; gives all keys so far. */
    NDArray keys(int layer, NDArray fresh) {
        return store(keys.get(layer), fresh);
    }

    /** Writes a layer's new values behind the used slots; gives all values so far. */
    NDArray values(int layer, NDArray fresh) {
        return store(values.get(layer), fresh);
    }

    /** The caller closes the view, or lets its manager do so: it belongs to {@code fresh}'s manager. */
    private NDArray store(NDArray all, NDArray fresh) {
        long end = used + fresh.getShape().get(2);
        all.set(new NDIndex(":, :, " + used + ":" + end), fresh);
        NDArray view = TorchEngine.slots(all, 2, 0, (int) end);
        view.attach(fresh.getManager());
        return view;
    }
}
