package dev.sonde.backend.djl;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Reads stored elements as fp32; every bf16 and fp16 value is exactly an fp32 value. */
interface FloatWidening {

    /** Moves all of {@code source} (little-endian) to {@code target}. */
    void read(ByteBuffer source, FloatBuffer target);

    /** The reader of a tensor's type. */
    static FloatWidening of(StoredTensor tensor) {
        return switch (tensor.type()) {
            case F32 -> (source, target) -> target.put(source.asFloatBuffer());
            case BF16 -> (source, target) -> widen(source.asShortBuffer(), target, bits -> bits << 16);
            case F16 -> (source, target) -> widen(source.asShortBuffer(), target, FloatWidening::halfBits);
            default -> throw ModelFileErrors.typeUnsupported(tensor);
        };
    }

    private static void widen(ShortBuffer source, FloatBuffer target, BitWidening widening) {
        short[] bits = new short[8192];
        float[] values = new float[bits.length];
        while (source.hasRemaining()) {
            int n = Math.min(bits.length, source.remaining());
            source.get(bits, 0, n);
            for (int i = 0; i < n; i++) {
                values[i] = Float.intBitsToFloat(widening.widen(bits[i] & 0xFFFF));
            }
            target.put(values, 0, n);
        }
    }

    /** IEEE 754 binary16 to binary32 (JDK 17 has no conversion). */
    private static int halfBits(int half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0x1F) {
            return sign | 0x7F800000 | fraction << 13;
        }
        if (exponent != 0) {
            return sign | exponent + 112 << 23 | fraction << 13;
        }
        return sign | Float.floatToRawIntBits(fraction * 0x1p-24f); // zero and subnormal
    }

    /** From the bits of a 16-bit number to those of an fp32 number. */
    @FunctionalInterface
    interface BitWidening {
        int widen(int bits);
    }
}
