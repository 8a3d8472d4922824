package dev.sonde.backend.djl;

import java.util.Arrays;
import java.util.Optional;

/** The element types of a safetensors file. Only the three floating ones that models use are read; the others are known by size. */
enum StoredType {
    F32(4),
    F16(2),
    BF16(2),
    F64(8),
    I64(8),
    U64(8),
    I32(4),
    U32(4),
    I16(2),
    U16(2),
    I8(1),
    U8(1),
    BOOL(1),
    F8_E4M3(1),
    F8_E5M2(1);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Whether the backend can compute with it. */
    boolean readable() {
        return this == F32 || this == F16 || this == BF16;
    }

    static Optional<StoredType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
