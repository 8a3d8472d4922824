package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every damaged model and adapter: one clear error that names what is wrong, before anything is computed. */
class GoldenBrokenTest {

    /** Code, and a part of the message: the file, tensor, module or field at fault. */
    private static final Map<String, String> ADAPTERS = Map.ofEntries(
            Map.entry("nan_weights", "non-finite|layers.1.self_attn.q_proj.lora_B.weight"),
            Map.entry("inf_weights", "non-finite|layers.0.self_attn.v_proj.lora_A.weight"),
            Map.entry("truncated_file", "file-damaged|adapter_model.safetensors"),
            Map.entry("truncated_header", "file-damaged|header"),
            Map.entry("header_length_huge", "file-damaged|1099511627776"),
            Map.entry("header_length_negative", "file-damaged|header length is -1"),
            Map.entry("header_length_short", "file-damaged|header is not valid JSON"),
            Map.entry("header_not_json", "file-damaged|header is not valid JSON"),
            Map.entry("offsets_outside", "file-damaged|lies at bytes"),
            Map.entry("offsets_wrong_size", "file-damaged|its shape"),
            Map.entry("empty_file", "file-damaged|only 0 bytes"),
            Map.entry("no_weights", "file-missing|adapter_model.safetensors"),
            Map.entry("no_config", "file-missing|adapter_config.json"),
            Map.entry("config_not_json", "file-damaged|adapter_config.json"),
            Map.entry("missing_r", "config-field-missing|'r'"),
            Map.entry("rank_mismatch", "adapter-rank|rank 4; adapter_config.json says 8"),
            Map.entry("rank_zero", "config-value|'r' is 0"),
            Map.entry("wrong_shape_A", "adapter-shape|layers.0.self_attn.q_proj.lora_A.weight"),
            Map.entry("wrong_shape_B", "adapter-shape|layers.2.self_attn.v_proj.lora_B.weight"),
            Map.entry("unknown_target_module", "adapter-no-target|query"),
            Map.entry("missing_lora_B", "adapter-tensor-missing|layers.0.self_attn.v_proj"),
            Map.entry("missing_layer", "adapter-module-missing|layers.1.self_attn.q_proj"),
            Map.entry("extra_layer", "adapter-tensor-unmatched|layers.7"),
            Map.entry("integer_tensor", "tensor-type|I32"),
            Map.entry("other_family", "adapter-no-target|c_attn"),
            Map.entry("ia3", "adapter-unsupported|IA3"),
            Map.entry("prefix_tuning", "adapter-unsupported|PREFIX_TUNING"),
            Map.entry("adalora", "adapter-unsupported|ADALORA"),
            Map.entry("future_type", "adapter-unsupported|SOMETHING_NEW"),
            Map.entry("seq_cls", "adapter-unsupported|task_type"),
            Map.entry("layer_replication", "adapter-unsupported|layer_replication"),
            Map.entry("pissa_init", "adapter-unsupported|pissa"),
            Map.entry("trainable_tokens", "adapter-unsupported|trainable_token_indices"),
            Map.entry("alora", "adapter-unsupported|alora_invocation_tokens"),
            Map.entry("modules_to_save_missing", "adapter-tensor-missing|lm_head"));

    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry("missing_shard", "file-missing|model-00002"),
            Map.entry("tensor_not_in_shard", "tensor-missing|index.json"),
            Map.entry("shard_outside_folder", "shard-outside|../ok_tiny/model.safetensors"),
            Map.entry("truncated", "file-damaged|model.safetensors"),
            Map.entry("missing_tensor", "tensor-missing|model.layers.1.mlp.up_proj.weight"),
            Map.entry("wrong_shape", "tensor-shape|model.layers.0.self_attn.k_proj.weight"),
            Map.entry("nan_weights", "non-finite|model.norm.weight"),
            Map.entry("unsupported_architecture", "unknown-family|mamba"),
            Map.entry("encoder", "unknown-family|bert"),
            Map.entry("custom_code", "custom-code|auto_map"),
            Map.entry("quantized", "quantized-model|gptq"),
            Map.entry("unknown_rope_type", "config-value|spiral"),
            Map.entry("heads_do_not_divide", "config-value|num_attention_heads"),
            Map.entry("no_tokenizer", "file-missing|tokenizer.json"),
            Map.entry("no_config", "file-missing|config.json"),
            Map.entry("no_weights", "file-missing|model.safetensors"),
            Map.entry("pickle_only", "pickle-weights|pytorch_model.bin"),
            Map.entry("vocabulary_too_small", "vocabulary-too-small|vocab_size"),
            Map.entry("tokenizer_broken", "file-damaged|tokenizer.json"));

    @TestFactory
    Stream<DynamicTest> every_broken_adapter() {
        return entries("adapters")
                .map(entry -> dynamicTest(name(entry), () -> {
                    Path base =
                            GoldenFolder.root().resolve(entry.path("base_model").asText());
                    check(entry, base, Optional.of(folder(entry)), ADAPTERS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_broken_model() {
        return entries("models")
                .map(entry -> dynamicTest(name(entry), () -> check(entry, folder(entry), Optional.empty(), MODELS)));
    }

    private static void check(JsonNode entry, Path base, Optional<Path> adapter, Map<String, String> expected) {
        String expect = entry.path("expect").asText();
        if (expect.equals("inert") || expect.equals("loads")) {
            try (DjlBackend backend = DjlBackend.open(base, adapter, "cpu")) {
                assertThat(backend.adapterReport().inert()).isEqualTo(expect.equals("inert"));
                assertThat(backend.adapterReport().warnings()).hasSize(expect.equals("inert") ? 1 : 0);
            }
            return;
        }
        String[] codeAndPart = expected.getOrDefault(name(entry), "any|").split("\\|", -1);
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> DjlBackend.open(base, adapter, "cpu").close())
                .satisfies(error -> System.out.println("broken " + name(entry) + ": " + error.getMessage()))
                .withMessageContaining(codeAndPart[1])
                .withMessageContaining(adapter.orElse(base).getFileName().toString())
                .satisfies(error -> assertThat(error.code()).isEqualTo(codeAndPart[0]));
    }

    private static Stream<JsonNode> entries(String kind) {
        JsonNode list = GoldenFolder.json("broken/manifest.json").path(kind);
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asText();
    }

    private static Path folder(JsonNode entry) {
        return GoldenFolder.root().resolve(entry.path("dir").asText());
    }
}
