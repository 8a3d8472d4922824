package dev.sonde.backend.djl.arch;

/**
 * How many attention heads there are, and how wide.
 *
 * @param heads query heads
 * @param keyHeads key and value heads, a divisor of {@code heads}
 * @param headWidth channels of one head
 */
record HeadSizes(int heads, int keyHeads, int headWidth) {

    static HeadSizes of(ConfigFields config, int width) {
        int heads = config.size("num_attention_heads");
        int keyHeads = config.findSize("num_key_value_heads").orElse(heads);
        if (config.findSize("head_dim").isEmpty() && width % heads != 0) {
            throw ConfigErrors.value(
                    config.file(), "num_attention_heads", heads, "It must divide hidden_size " + width + ".");
        }
        if (heads % keyHeads != 0) {
            throw ConfigErrors.value(
                    config.file(),
                    "num_key_value_heads",
                    keyHeads,
                    "It must divide num_attention_heads " + heads + ".");
        }
        return new HeadSizes(heads, keyHeads, config.findSize("head_dim").orElse(width / heads));
    }

    /** Channels of all query heads. */
    int queryWidth() {
        return heads * headWidth;
    }

    /** Channels of all key heads. */
    int keyWidth() {
        return keyHeads * headWidth;
    }
}
