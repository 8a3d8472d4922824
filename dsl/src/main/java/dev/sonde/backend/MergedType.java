package dev.sonde.backend;

/** The number format in which an adapter is merged into its base. */
public enum MergedType {
    /** 24 binary digits. */
    FP32("fp32", 24, -126, Float.MAX_VALUE),
    /** 11 binary digits, nothing above 65504. */
    FP16("fp16", 11, -14, 65504),
    /** 8 binary digits, as large as fp32. */
    BF16("bf16", 8, -126, 0x1.FEp127f);

    private final String id;
    private final int digits;
    private final int smallestExponent;
    private final float largest;

    MergedType(String id, int digits, int smallestExponent, float largest) {
        this.id = id;
        this.digits = digits;
        this.smallestExponent = smallestExponent;
        this.largest = largest;
    }

    /** Stable name, as it stands in view ids and files. */
    public String id() {
        return id;
    }

    /** The nearest number of this format, of two the even one (IEEE 754); infinite where it is too large for it. */
    public float rounded(float value) {
        if (this == FP32 || value == 0 || !Float.isFinite(value)) {
            return value;
        }
        int unit = Math.max(Math.getExponent(value), smallestExponent) - digits + 1;
        double rounded = Math.scalb(Math.rint(Math.scalb((double) value, -unit)), unit);
        return Math.abs(rounded) > largest ? (float) Math.copySign(Double.POSITIVE_INFINITY, rounded) : (float) rounded;
    }
}
