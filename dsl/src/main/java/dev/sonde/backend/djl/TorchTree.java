package dev.sonde.backend.djl;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Nested maps of a file that {@code torch.save} wrote. Asked for by key and never walked as a whole: a file can hold maps
 * that hold themselves.
 *
 * @param map the keys, texts and whole numbers
 * @param tensors gives the tensor that a value is
 */
record TorchTree(Map<?, ?> map, Function<@Nullable Object, Optional<StoredTensor>> tensors) {

    /** The map at {@code key}; empty where there is none. */
    Optional<TorchTree> tree(Object key) {
        return map.get(key) instanceof Map<?, ?> inner ? Optional.of(new TorchTree(inner, tensors)) : Optional.empty();
    }

    /** The tensor at {@code key}; empty where there is none. */
    Optional<StoredTensor> tensor(String key) {
        return tensors.apply(map.get(key));
    }

    /** The number at {@code key}, also one in a tensor; empty where there is none. */
    OptionalDouble number(String key) {
        if (map.get(key) instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        return tensor(key)
                .filter(tensor -> tensor.elements() == 1 && tensor.type().readable())
                .map(tensor -> OptionalDouble.of(tensor.floats()[0]))
                .orElse(OptionalDouble.empty());
    }
}
