package dev.sonde.backend.djl;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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

    private static final int PIECE_BYTES = 1 << 18;

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
        read(0, FloatBuffer.wrap(values));
        return values;
    }

    /**
     * Fills {@code target} with the elements from {@code first} on, widened to fp32. The file is read in pieces and not
     * mapped: pages of a mapping would count as this process's memory until a garbage collection.
     */
    void read(long first, FloatBuffer target) {
        FloatWidening widening = FloatWidening.of(this);
        ByteBuffer piece =
                ByteBuffer.allocate((int) Math.min(PIECE_BYTES, length)).order(ByteOrder.LITTLE_ENDIAN);
        long at = offset + first * type.bytes();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (target.hasRemaining()) {
                piece.clear().limit((int) Math.min(piece.capacity(), (long) target.remaining() * type.bytes()));
                fill(piece, channel, at);
                at += piece.flip().remaining();
                widening.read(piece, target);
            }
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }

    private static void fill(ByteBuffer piece, FileChannel channel, long at) throws IOException {
        while (piece.hasRemaining()) {
            if (channel.read(piece, at + piece.position()) < 0) {
                throw new EOFException("the file was cut short while it was read");
            }
        }
    }
}
