package dev.sonde.backend.djl.arch;

import java.util.List;
import java.util.stream.IntStream;

/** BERT: learned positions, attention both ways, and each norm behind its residual. */
final class Bert {

    private static final ConfigFields DEFAULTS = ConfigFields.of("bert", """
            {"vocab_size": 30522, "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
             "intermediate_size": 3072, "hidden_act": "gelu", "max_position_embeddings": 512, "type_vocab_size": 2,
             "layer_norm_eps": 1e-12, "position_embedding_type": "absolute"}""");

    private final ConfigFields config;
    private final int width;
    private final HeadSizes heads;

    Bert(ConfigFields given) {
        config = given.without("num_key_value_heads", "head_dim").withDefaults(DEFAULTS);
        width = config.size("hidden_size");
        heads = HeadSizes.of(config, width);
        String positions = config.findText("position_embedding_type").orElse("absolute");
        if (!positions.equals("absolute")) {
            throw ConfigErrors.value(
                    config.file(),
                    "position_embedding_type",
                    "'" + positions + "'",
                    "Only a table of absolute positions can be run.");
        }
        for (String field : List.of("is_decoder", "add_cross_attention")) {
            if (!config.unset(field)) {
                throw ConfigErrors.value(config.file(), field, true, "Only encoders can be run in this family.");
            }
        }
    }

    Network build() {
        return new Encoder(
                ModuleSpec.embedding("bert.embeddings.word_embeddings", config.size("vocab_size"), width),
                ModuleSpec.embedding("bert.embeddings.token_type_embeddings", config.size("type_vocab_size"), width),
                ModuleSpec.embedding(
                        "bert.embeddings.position_embeddings", config.size("max_position_embeddings"), width),
                norm("bert.embeddings"),
                IntStream.range(0, config.size("num_hidden_layers"))
                        .mapToObj(this::layer)
                        .toList());
    }

    private DecoderLayer layer(int number) {
        String name = "bert.encoder.layer." + number;
        AttentionSpec spec = AttentionSpec.bothWays(number, heads.heads(), heads.headWidth());
        Projections input = Projections.apart(
                linear(name + ".attention.self.query", width, width),
                linear(name + ".attention.self.key", width, width),
                linear(name + ".attention.self.value", width, width));
        Sublayer attention = SelfAttention.plain(input, linear(name + ".attention.output.dense", width, width), spec);
        int inner = config.size("intermediate_size");
        Sublayer mlp = new PlainMlp(
                linear(name + ".intermediate.dense", inner, width),
                Activation.of(config, "hidden_act"),
                linear(name + ".output.dense", width, inner));
        return new DecoderLayer(
                spec,
                Chain.of(
                        new Residual(attention, 1),
                        norm(name + ".attention.output"),
                        new Residual(mlp, 1),
                        norm(name + ".output")));
    }

    private static ModuleSpec linear(String name, int out, int in) {
        return ModuleSpec.linear(name, out, in, true);
    }

    private Sublayer norm(String owner) {
        return new LayerNorm(ModuleSpec.norm(owner + ".LayerNorm", width, true), config.number("layer_norm_eps"));
    }
}
