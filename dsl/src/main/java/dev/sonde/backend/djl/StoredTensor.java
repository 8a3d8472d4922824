package dev.sonde.backend.djl;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A tensor in a safetensors file.
 *
 * @param offset of its first byte in the file
 * @param length in bytes, which fits shape and type
 */
record StoredTensor(Path file, String name, StoredType type, List<Long> shape, long offset, long length) {

    StoredTensor {
        shape = List.copyOf(shape);
    }

    /** How many elements. */
    long elements() {
        return length / type.bytes();
    }

    /** The bytes of the elements from {@code first} on, mapped read-only; at most 2 GiB. */
    MappedByteBuffer map(long first, long count) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, offset + first * type.bytes(), count * type.bytes());
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            return bytes;
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }

    /** All elements widened to fp32; at most 2^31. */
    float[] floats() {
        float[] values = new float[Math.toIntExact(elements())];
        FloatWidening.of(this).read(map(0, values.length), java.nio.FloatBuffer.wrap(values));
        return values;
    }
}
