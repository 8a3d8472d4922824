package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.djl.arch.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration may say and what it may not, each on the same sound weights. */
class AdapterRefusalsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    peft_type                | "LOHA"
                    task_type                | "SEQ_CLS"
                    init_lora_weights        | "pissa"
                    init_lora_weights        | "pissa_niter_4"
                    init_lora_weights        | "olora"
                    init_lora_weights        | "corda"
                    init_lora_weights        | "loftq"
                    trainable_token_indices  | [1, 2]
                    trainable_token_indices  | {"embed_tokens": [3]}
                    layer_replication        | [[0, 1]]
                    target_parameters        | ["mlp.experts"]
                    use_qalora               | true
                    alora_invocation_tokens  | [5]
                    arrow_config             | {"top_k": 3}
                    kasa_config              | {"beta": 1}
                    use_bdlora               | {"nblocks": 2}
                    monteclora_config        | {"num_samples": 8}
                    velora_config            | {"num_groups": 8}
                    megatron_config          | {"layers": 2}
                    ensure_weight_tying      | true
                    use_something_new        | true
                    something_new_config     | {"x": 0}
                    something_new            | 0.5
                    """)
    void refuses_what_it_does_not_run_with_field_and_value(String field, String value) throws IOException {
        write(field, value);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(this::open)
                .withMessageContaining("field '" + field + "' is ")
                .withMessageContaining(
                        JSON.readTree(value).isTextual() ? JSON.readTree(value).textValue() : compact(value))
                .withMessageContaining("adapter_config.json")
                .withMessageMatching("(?s).*\\. (Use|Convert) .*")
                .satisfies(error -> assertThat(error.code()).isEqualTo("adapter-unsupported"));
    }

    @Test
    void says_what_a_refused_field_does_and_what_to_use() throws IOException {
        write("layer_replication", "[[0,1]]");

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(this::open)
                .withMessage(folder.resolve("adapter_config.json")
                        + ": field 'layer_replication' is [[0,1]]: it builds a deeper model out of repeated layers. "
                        + "Use a plain LoRA adapter.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    use_something_new       | false
                    something_new_config    | null
                    something_new_config    | {}
                    something_new           | []
                    something_new           | ""
                    init_lora_weights       | "gaussian"
                    init_lora_weights       | "eva"
                    init_lora_weights       | "orthogonal"
                    init_lora_weights       | "mica"
                    init_lora_weights       | false
                    lora_dropout            | 0.3
                    loftq_config            | {"loftq_bits": 4}
                    eva_config              | {"rho": 2.0}
                    runtime_config          | {"ephemeral_gpu_offload": false}
                    bias                    | "all"
                    bias                    | "lora_only"
                    """)
    void takes_what_does_not_touch_the_numbers(String field, String value) throws IOException {
        write(field, value);

        assertThat(open().modules()).hasSize(6);
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    bias            | "some"          | field 'bias' is 'some'. It must be none, all or lora_only.
                    use_rslora      | "yes"           | field 'use_rslora' is "yes". It must be true or false.
                    rank_pattern    | {"q_proj": 0}   | field 'q_proj' is 0. It must be a whole number of at least 1.
                    rank_pattern    | {"q_(proj": 4}  | field 'rank_pattern' is 'q_(proj'. It is no regular expression
                    exclude_modules | "q_(proj"       | field 'exclude_modules' is 'q_(proj'. It is no regular expression
                    target_modules  | [1]             | field 'target_modules' is [1]. It must be a list of texts.
                    lora_alpha      | "16"            | field 'lora_alpha' is "16". It must be a number.
                    """)
    void refuses_values_that_make_no_sense(String field, String value, String message) throws IOException {
        write(field, value);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(this::open)
                .withMessageContaining(message)
                .satisfies(error -> assertThat(error.code()).isEqualTo("config-value"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    base_model_name_or_path | "someone/else"               | 'someone/else'; the base in use is
                    fan_in_fan_out          | true                         | 'fan_in_fan_out' is true, but the adapted layers are not stored
                    init_lora_weights       | "lora_ga"                    | LoRA-GA
                    modules_to_save         | ["score"]                    | 'modules_to_save' lists 'score', which the model has not
                    target_modules          | ["q_proj","v_proj","c_attn"] | 'target_modules' lists 'c_attn', which the model has not
                    """)
    void warns_of_what_is_odd(String field, String value, String warning) throws IOException {
        write(field, value);

        assertThat(warnings()).singleElement().asString().contains(warning);
    }

    @Test
    void a_base_in_a_hub_cache_is_known_by_the_folder_around_it() throws IOException {
        write("base_model_name_or_path", "\"some-org/Golden\"");

        assertThat(warnings()).as("the path holds a folder 'golden'").isEmpty();
    }

    private java.util.List<String> warnings() {
        ModelFolder model = ModelFolder.open(base());
        return AdapterWarnings.of(open(), Families.of(model.config()), model);
    }

    private Adapter open() {
        return Adapter.open(folder, Families.of(ModelFolder.open(base()).config()));
    }

    private static Path base() {
        return GoldenFolder.model("llama");
    }

    private void write(String field, String value) throws IOException {
        Path sound = base().resolve("adapters/qv");
        ObjectNode config =
                (ObjectNode) JSON.readTree(sound.resolve("adapter_config.json").toFile());
        config.set(field, JSON.readTree(value));
        JSON.writeValue(folder.resolve("adapter_config.json").toFile(), config);
        Files.copy(sound.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
    }

    private static String compact(String value) throws IOException {
        return JSON.readTree(value).toString();
    }
}
