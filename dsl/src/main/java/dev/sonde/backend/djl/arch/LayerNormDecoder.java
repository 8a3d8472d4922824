package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Describes decoders with layer norms. They share little beyond embedding, layers, norm and head, so each family puts its
 * layers together by itself.
 */
abstract class LayerNormDecoder {

    /** The configuration, with the family's defaults for absent fields. */
    protected final ConfigFields config;

    /** Channels of the hidden states. */
    protected final int width;

    /** The attention heads. */
    protected final HeadSizes heads;

    private final Names names;

    /**
     * Where modules stand.
     *
     * @param layers in front of a layer's number
     * @param norm in front of the head
     */
    record Names(String embedding, String layers, String norm, String head) {

        static final Names USUAL = new Names("model.embed_tokens", "model.layers", "model.norm", "lm_head");

        Names withNorm(String other) {
            return new Names(embedding, layers, other, head);
        }
    }

    LayerNormDecoder(ConfigFields given, ConfigFields defaults, Names names) {
        config = given.withDefaults(defaults);
        this.names = names;
        width = config.size("hidden_size");
        heads = HeadSizes.of(config, width);
    }

    final Architecture build() {
        RotarySpec rotary = rotary();
        List<DecoderLayer> layers = new ArrayList<>();
        for (int i = 0; i < config.size("num_hidden_layers"); i++) {
            AttentionSpec spec = attention(i, rotary);
            layers.add(new DecoderLayer(spec, body(names.layers() + "." + i, spec)));
        }
        int vocabulary = config.size("vocab_size");
        ModuleSpec tokens = ModuleSpec.embedding(names.embedding(), vocabulary, width);
        ModuleSpec head = head(vocabulary);
        int trained = config.size("max_position_embeddings");
        return new Decoder(
                new InputEmbedding(tokens, 1, positions(trained)),
                List.copyOf(layers),
                norm(names.norm()),
                config.flag("tie_word_embeddings", false) ? head.tiedTo(tokens) : head,
                logitRule(),
                rotary == null ? trained : Math.max(trained, rotary.scaling().reach()));
    }

    private AttentionSpec attention(int layer, @Nullable RotarySpec rotary) {
        return new AttentionSpec(
                layer,
                heads.heads(),
                heads.keyHeads(),
                heads.headWidth(),
                attentionScale(layer),
                rotary,
                window(),
                OptionalDouble.empty());
    }

    /** All that a layer does; {@code layer} is its name. */
    protected abstract Sublayer body(String layer, AttentionSpec spec);

    /** A norm over the hidden states. */
    protected Sublayer norm(String name) {
        return new LayerNorm(ModuleSpec.norm(name, width, true), epsilon());
    }

    /** The number that keeps a norm's division from zero. */
    protected double epsilon() {
        return config.number("layer_norm_eps");
    }

    /** Queries, keys and values apart, under the usual names. */
    protected Projections queryKeyValue(String name, boolean bias) {
        return Projections.apart(
                ModuleSpec.linear(name + ".q_proj", heads.queryWidth(), width, bias),
                ModuleSpec.linear(name + ".k_proj", heads.keyWidth(), width, bias),
                ModuleSpec.linear(name + ".v_proj", heads.keyWidth(), width, bias));
    }

    /** A gated MLP without biases, under the usual names. */
    protected Sublayer gatedMlp(String name) {
        int inner = config.size("intermediate_size");
        return new GatedMlp(
                Projections.apart(
                        ModuleSpec.linear(name + ".gate_proj", inner, width, false),
                        ModuleSpec.linear(name + ".up_proj", inner, width, false)),
                Activation.of(config, "hidden_act"),
                ModuleSpec.linear(name + ".down_proj", width, inner, false));
    }

    /** An MLP of two linear layers. */
    protected Sublayer plainMlp(String first, String second, boolean bias) {
        int inner = config.size("intermediate_size");
        return new PlainMlp(
                ModuleSpec.linear(first, inner, width, bias),
                Activation.of(config, "hidden_act"),
                ModuleSpec.linear(second, width, inner, bias));
    }

    /** How queries and keys are turned; null for not at all. */
    protected @Nullable RotarySpec rotary() {
        return RotarySpec.of(config, heads.headWidth());
    }

    /** The table of learned positions; null for none. */
    protected @Nullable ModuleSpec positions(int count) {
        return null;
    }

    /** What attention scores are multiplied by. */
    protected double attentionScale(int layer) {
        return 1 / Math.sqrt(heads.headWidth());
    }

    /** How many tokens back are seen; empty for all. */
    protected OptionalInt window() {
        return OptionalInt.empty();
    }

    /** The linear layer from hidden states to logits, as if it were not tied. */
    protected ModuleSpec head(int vocabulary) {
        return ModuleSpec.linear(names.head(), vocabulary, width, false);
    }

    protected LogitRule logitRule() {
        return LogitRule.NONE;
    }

    /** For families whose reference implementation divides the width evenly among the heads, whatever the field says. */
    protected final void requireEvenHeads() {
        if (heads.headWidth() * heads.heads() != width) {
            throw ConfigErrors.value(
                    config.file(),
                    "head_dim",
                    heads.headWidth(),
                    "In this family it is hidden_size / num_attention_heads; leave it out.");
        }
    }

    /** For families that turn all channels of a head. */
    protected final void requireWholeHeadsTurned(RotarySpec rotary) {
        if (rotary.width() != heads.headWidth()) {
            throw ConfigErrors.value(
                    config.file(),
                    "partial_rotary_factor",
                    rotary.width() + " of " + heads.headWidth() + " channels",
                    "This family turns all channels of a head; leave it out.");
        }
    }
}
