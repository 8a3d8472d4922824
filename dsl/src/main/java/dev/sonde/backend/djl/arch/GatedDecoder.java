package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Describes decoders with RMS norms, rotary attention and a gated MLP, under the module names of Llama. What stands here
 * is Llama's; a family overrides what it does in another way.
 */
abstract class GatedDecoder {

    /** The configuration, with the family's defaults for absent fields. */
    protected final ConfigFields config;

    /** Channels of the hidden states. */
    protected final int width;

    /** The attention heads. */
    protected final HeadSizes heads;

    /** Channels inside the MLP. */
    protected final int inner;

    private @Nullable RotarySpec rotary;

    GatedDecoder(ConfigFields given, ConfigFields defaults) {
        config = given.withDefaults(defaults);
        width = config.size("hidden_size");
        heads = HeadSizes.of(config, width);
        inner = config.size("intermediate_size");
    }

    final Architecture build() {
        List<DecoderLayer> layers = new ArrayList<>();
        for (int i = 0; i < config.size("num_hidden_layers"); i++) {
            layers.add(layer(i));
        }
        int vocabulary = config.size("vocab_size");
        ModuleSpec embedding = ModuleSpec.embedding("model.embed_tokens", vocabulary, width);
        ModuleSpec head = ModuleSpec.linear("lm_head", vocabulary, width, false);
        return new Decoder(
                new InputEmbedding(embedding, embeddingScale(), null),
                List.copyOf(layers),
                norm("model.norm", width),
                config.flag("tie_word_embeddings", false) ? head.tiedTo(embedding) : head,
                logitRule(),
                Math.max(
                        config.size("max_position_embeddings"),
                        rotary().scaling().reach()));
    }

    private DecoderLayer layer(int index) {
        String name = "model.layers." + index;
        AttentionSpec spec = new AttentionSpec(
                index,
                heads.heads(),
                heads.keyHeads(),
                heads.headWidth(),
                attentionScale(),
                rotary(index),
                window(index),
                attentionCap());
        Chain body = Chain.of(
                new Residual(aroundAttention(name, attention(name + ".self_attn", spec)), residualScale()),
                new Residual(aroundMlp(name, mlp(name + ".mlp")), residualScale()));
        return new DecoderLayer(spec, body);
    }

    private Sublayer attention(String name, AttentionSpec spec) {
        return new SelfAttention(
                queryKeyValue(name),
                queryNorm(name + ".q_norm"),
                keyNorm(name + ".k_norm"),
                ModuleSpec.linear(name + ".o_proj", width, heads.queryWidth(), outputBias()),
                spec);
    }

    private Sublayer mlp(String name) {
        return new GatedMlp(
                gateUp(name), activation(), ModuleSpec.linear(name + ".down_proj", width, inner, mlpBias()));
    }

    /** Attention with its norms. */
    protected Sublayer aroundAttention(String layer, Sublayer attention) {
        return Chain.of(norm(layer + ".input_layernorm", width), attention);
    }

    /** The MLP with its norms. */
    protected Sublayer aroundMlp(String layer, Sublayer mlp) {
        return Chain.of(norm(layer + ".post_attention_layernorm", width), mlp);
    }

    /** A norm over so many channels. */
    protected Sublayer norm(String name, int channels) {
        return new RmsNorm(ModuleSpec.norm(name, channels), config.number("rms_norm_eps"), 0);
    }

    /** The linear layers before attention. */
    protected Projections queryKeyValue(String name) {
        return Projections.apart(
                ModuleSpec.linear(name + ".q_proj", heads.queryWidth(), width, inputBias()),
                ModuleSpec.linear(name + ".k_proj", heads.keyWidth(), width, inputBias()),
                ModuleSpec.linear(name + ".v_proj", heads.keyWidth(), width, inputBias()));
    }

    /** The linear layers before the gate. */
    protected Projections gateUp(String name) {
        return Projections.apart(
                ModuleSpec.linear(name + ".gate_proj", inner, width, mlpBias()),
                ModuleSpec.linear(name + ".up_proj", inner, width, mlpBias()));
    }

    /** What happens to the queries before they are turned. */
    protected Sublayer queryNorm(String name) {
        return Chain.NONE;
    }

    /** What happens to the keys before they are turned. */
    protected Sublayer keyNorm(String name) {
        return Chain.NONE;
    }

    /** Whether queries, keys and values have a bias. */
    protected boolean inputBias() {
        return config.flag("attention_bias", false);
    }

    /** Whether the linear layer behind attention has a bias. */
    protected boolean outputBias() {
        return inputBias();
    }

    /** Whether the MLP's linear layers have a bias. */
    protected boolean mlpBias() {
        return false;
    }

    protected Activation activation() {
        return Activation.of(config, "hidden_act");
    }

    /** How a layer turns queries and keys; null for not at all. */
    protected @Nullable RotarySpec rotary(int layer) {
        return rotary();
    }

    /** The same object for every layer. */
    private RotarySpec rotary() {
        if (rotary == null) {
            rotary = readRotary();
        }
        return rotary;
    }

    /** The model's rotary embedding; on layers of different kinds, that of the ones which see everything. */
    protected RotarySpec readRotary() {
        return RotarySpec.of(config, heads.headWidth());
    }

    /** How many tokens back a layer sees; empty for all. */
    protected OptionalInt window(int layer) {
        return OptionalInt.empty();
    }

    /** What attention scores are multiplied by. */
    protected double attentionScale() {
        return 1 / Math.sqrt(heads.headWidth());
    }

    /** The cap of attention scores. */
    protected OptionalDouble attentionCap() {
        return OptionalDouble.empty();
    }

    /** What embeddings are multiplied by. */
    protected double embeddingScale() {
        return 1;
    }

    /** What attention's and the MLP's results are multiplied by. */
    protected double residualScale() {
        return 1;
    }

    protected LogitRule logitRule() {
        return LogitRule.NONE;
    }
}
