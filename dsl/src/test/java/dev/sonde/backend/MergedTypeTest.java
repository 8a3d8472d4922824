package dev.sonde.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MergedTypeTest {

    @Test
    void fp16_has_eleven_digits_ends_at_65504_and_goes_down_to_two_to_the_minus_24() {
        assertThat(MergedType.FP16.rounded(0.1f)).isEqualTo(0.0999755859375f); // 0x2e66
        assertThat(MergedType.FP16.rounded(1 + 0x1p-11f)).isEqualTo(1); // half way: the even one
        assertThat(MergedType.FP16.rounded(1 + 0x1.8p-10f)).isEqualTo(1 + 0x1p-9f);
        assertThat(MergedType.FP16.rounded(65519)).isEqualTo(65504);
        assertThat(MergedType.FP16.rounded(-65520)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(MergedType.FP16.rounded(0x1p-24f)).isEqualTo(0x1p-24f);
        assertThat(MergedType.FP16.rounded(0x1.2p-24f)).isEqualTo(0x1p-24f);
        assertThat(MergedType.FP16.rounded(0x1p-25f)).isZero();
    }

    @Test
    void bf16_has_the_upper_half_of_the_bits_of_fp32_rounded_to_even() {
        for (float value : new float[] {0.1f, -3.14159f, 1e-30f, 6.02e23f, 1 + 0x1p-8f, 1 + 0x1.8p-7f, 1e-40f}) {
            int bits = Float.floatToRawIntBits(value);
            int upper = bits + 0x7FFF + (bits >>> 16 & 1) & 0xFFFF0000; // the usual trick, a second implementation
            assertThat(MergedType.BF16.rounded(value)).isEqualTo(Float.intBitsToFloat(upper));
        }
        assertThat(MergedType.BF16.rounded(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void fp32_and_what_is_no_number_stay_as_they_are() {
        assertThat(MergedType.FP32.rounded(0.1f)).isEqualTo(0.1f);
        assertThat(MergedType.BF16.rounded(Float.NaN)).isNaN();
        assertThat(MergedType.FP16.rounded(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    }
}
