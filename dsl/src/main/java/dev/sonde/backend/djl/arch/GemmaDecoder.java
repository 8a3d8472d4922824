package dev.sonde.backend.djl.arch;

/** What all Gemma families share: stored norms are differences from 1, embeddings are scaled by the root of their width. */
abstract class GemmaDecoder extends GatedDecoder {

    GemmaDecoder(ConfigFields given, ConfigFields defaults) {
        super(given, defaults);
        if (!config.unset("use_bidirectional_attention")) {
            throw ConfigErrors.value(
                    config.file(), "use_bidirectional_attention", true, "Only causal models can be scored.");
        }
    }

    @Override
    protected Sublayer norm(String name, int channels) {
        return new RmsNorm(ModuleSpec.norm(name, channels), config.number("rms_norm_eps"), 1);
    }

    @Override
    protected double embeddingScale() {
        return Math.sqrt(width);
    }
}
