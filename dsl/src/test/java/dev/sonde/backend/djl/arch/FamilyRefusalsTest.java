package dev.sonde.backend.djl.arch;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.BackendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyRefusalsTest {

    private static final String SIZES = "\"hidden_size\": 32, \"num_attention_heads\": 4, \"num_key_value_heads\": 4, ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt2       | add_cross_attention   | true",
                "gpt2       | activation_function   | \"mish\"",
                "gpt_neox   | head_dim              | 12",
                "gpt_neox   | hidden_act            | \"xielu\"",
                "starcoder2 | partial_rotary_factor | 0.5",
                "cohere     | partial_rotary_factor | 0.5",
                "cohere     | logit_scale           | null",
                "stablelm   | head_dim              | 12",
                "stablelm   | num_key_value_heads   | 3",
                "phi        | rope_scaling          | {\"type\": \"spiral\"}",
                "phi        | partial_rotary_factor | 2",
                "stablelm   | partial_rotary_factor | 0",
                "smollm3    | no_rope_layers        | [1, 1, 0]",
                "qwen3      | layer_types           | \"full_attention\""
            })
    void a_setting_that_would_change_the_numbers_is_refused_by_its_name(String family, String field, String value) {
        String json = "{\"model_type\": \"%s\", %s \"%s\": %s}".formatted(family, SIZES, field, value);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> Families.of(config(json)))
                .withMessageContaining(field);
    }

    private static ConfigFields config(String json) {
        try {
            return new ConfigFields(Path.of("config.json"), new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
