package dev.sonde.backend.djl;

import java.nio.file.Path;
import java.util.Map;

final class TorchPickle {
    static Map<String, StoredTensor> open(Path file) {
        throw ModelFileErrors.pickleOnly(file);
    }
}
