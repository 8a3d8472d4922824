package dev.sonde.backend.djl.reference;

/** Rotary positions: channel i of a head turns with channel i + width/2, by position times frequency. */
final class Rotation {

    private final int width;
    private final double[] frequencies;
    private final double magnitude;

    /**
     * Frequencies for a text of {@code length} tokens.
     *
     * @param part how much of a head turns, where the configuration does not say
     */
    Rotation(Settings config, int headWidth, double part, int length) {
        Settings scaling = new Settings(config.first("rope_scaling", "rope_parameters"));
        double base = scaling.number(config.number(10000, "rope_theta", "rotary_emb_base"), "rope_theta");
        width = (int) (headWidth
                * scaling.number(config.number(part, "partial_rotary_factor", "rotary_pct"), "partial_rotary_factor"));
        String type = scaling.text("default", "rope_type", "type");
        double factor = scaling.number(1, "factor");
        double context = config.number(0, "max_position_embeddings");
        double original = config.number(
                scaling.number(context, "original_max_position_embeddings"), "original_max_position_embeddings");
        if (type.equals("dynamic") && length > context) {
            base *= Math.pow(factor * length / context - (factor - 1), width / (width - 2.0));
        }
        frequencies = new double[width / 2];
        for (int i = 0; i < frequencies.length; i++) {
            double plain = Math.pow(base, -2.0 * i / width);
            frequencies[i] = switch (type) {
                case "default", "dynamic" -> plain;
                case "linear" -> plain / factor;
                case "llama3" -> llama3(plain, scaling, factor, original);
                case "yarn" -> yarn(plain, i, scaling, factor, base, original);
                default -> throw new IllegalArgumentException(type);
            };
        }
        magnitude = type.equals("yarn") ? yarnMagnitude(scaling, factor) : 1;
    }

    /** Bands by wavelength: long waves are stretched, short ones kept, a linear mix between. */
    private static double llama3(double plain, Settings scaling, double factor, double original) {
        double turns = original * plain / (2 * Math.PI);
        double low = scaling.number(0, "low_freq_factor");
        double high = scaling.number(0, "high_freq_factor");
        double kept = Math.min(1, Math.max(0, (turns - low) / (high - low)));
        return kept * plain + (1 - kept) * plain / factor;
    }

    /** A ramp over the channels between those that turn beta_fast and beta_slow times in the original context. */
    private double yarn(double plain, int index, Settings scaling, double factor, double base, double original) {
        double first = channel(scaling.number(32, "beta_fast"), base, original);
        double last = channel(scaling.number(1, "beta_slow"), base, original);
        if (scaling.flag(true, "truncate")) {
            first = Math.floor(first);
            last = Math.ceil(last);
        }
        first = Math.max(first, 0);
        last = Math.min(last, width - 1);
        double stretched = (index - first) / (last == first ? 0.001 : last - first);
        stretched = Math.min(1, Math.max(0, stretched));
        return stretched * plain / factor + (1 - stretched) * plain;
    }

    private double channel(double turns, double base, double original) {
        return width * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(base));
    }

    private static double yarnMagnitude(Settings scaling, double factor) {
        if (!scaling.first("attention_factor").isMissingNode()) {
            return scaling.number(1, "attention_factor");
        }
        double own = scaling.number(0, "mscale");
        double all = scaling.number(0, "mscale_all_dim");
        double plain = 0.1 * Math.log(factor);
        return own != 0 && all != 0 ? (plain * own + 1) / (plain * all + 1) : plain + 1;
    }

    /** One head at one position. */
    double[] turn(double[] head, int position) {
        double[] turned = head.clone();
        int half = width / 2;
        for (int i = 0; i < half; i++) {
            double cos = Math.cos(position * frequencies[i]) * magnitude;
            double sin = Math.sin(position * frequencies[i]) * magnitude;
            turned[i] = head[i] * cos - head[i + half] * sin;
            turned[i + half] = head[i + half] * cos + head[i] * sin;
        }
        return turned;
    }
}
