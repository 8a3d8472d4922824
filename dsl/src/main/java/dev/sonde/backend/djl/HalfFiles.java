package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files whose matrices stay in two bytes an element: each is mapped once, and its matrices are views. On the CPU only. */
final class HalfFiles {

    private final NDManager manager;
    private final OpPack pack;
    private final Map<String, NDArray> mapped = new HashMap<>();

    /** Nothing is mapped yet; the arrays will belong to {@code manager}. */
    HalfFiles(NDManager manager, OpPack pack) {
        this.manager = manager;
        this.pack = pack;
    }

    /** Whether {@code tensor} can stay as it is. */
    static boolean fits(StoredTensor tensor) {
        return engineType(tensor.type()) != 0
                && tensor.shape().size() == 2
                && tensor.elements() > 0
                && tensor.offset() % 2 == 0
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    /** The matrix; nothing of it is read before it is used. */
    HalfWeight matrix(StoredTensor tensor) {
        List<Long> shape = tensor.shape();
        NDArray stored = pack.call(
                "matrix", manager, file(tensor.file(), tensor.type()), tensor.offset() / 2, shape.get(0), shape.get(1));
        return new HalfWeight(stored, new Shape(shape), pack);
    }

    private NDArray file(Path path, StoredType type) {
        return mapped.computeIfAbsent(
                type + " " + path,
                ignored -> pack.call(
                        "map_file", manager, path.toAbsolutePath().toString(), elements(path), engineType(type)));
    }

    private static long elements(Path path) {
        try {
            return Files.size(path) / 2;
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(path, e);
        }
    }

    /** The engine's number of the type; 0 for those that are not two bytes long. */
    private static long engineType(StoredType type) {
        return switch (type) {
            case F16 -> 5;
            case BF16 -> 15;
            default -> 0;
        };
    }
}
