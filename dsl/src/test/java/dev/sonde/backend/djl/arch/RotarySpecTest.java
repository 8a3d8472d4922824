package dev.sonde.backend.djl.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.BackendException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RotarySpecTest {

    private static final float[] FREQUENCIES = {1f, 0.1f, 0.01f, 0.001f};

    @Test
    void reads_the_base_in_the_old_and_in_the_new_spelling() {
        assertThat(spec("{'rope_theta': 500.0}").base()).isEqualTo(500);
        assertThat(spec("{'rope_parameters': {'rope_type': 'default', 'rope_theta': 700.0}}")
                        .base())
                .isEqualTo(700);
        assertThat(spec("{}").base()).isEqualTo(10000);
    }

    @Test
    void linear_scaling_divides_every_frequency() {
        var spec = spec("{'max_position_embeddings': 64, 'rope_scaling': {'type': 'linear', 'factor': 4.0}}");

        assertThat(spec.frequencies(base -> FREQUENCIES, 100)).containsExactly(0.25f, 0.025f, 0.0025f, 0.00025f);
    }

    @Test
    void llama3_scaling_keeps_fast_frequencies_divides_slow_ones_and_blends_between() {
        var spec = spec("{'rope_scaling': {'rope_type': 'llama3', 'factor': 8.0, 'low_freq_factor': 1.0,"
                + " 'high_freq_factor': 4.0, 'original_max_position_embeddings': 128}}");

        float[] scaled = spec.frequencies(base -> FREQUENCIES, 100);

        // wavelengths 6.28 < 32: kept; 62.8 between: smooth = (128 / 62.8319 - 1) / 3 = 0.345727,
        // 0.654273 * 0.0125 + 0.345727 * 0.1 = 0.0427511; 628 and 6283 > 128: divided by 8
        assertThat(scaled[0]).isEqualTo(1f);
        assertThat(scaled[1]).isCloseTo(0.0427511f, within(1e-6f));
        assertThat(scaled[2]).isEqualTo(0.00125f);
        assertThat(scaled[3]).isEqualTo(0.000125f);
    }

    @Test
    void yarn_scaling_keeps_the_fastest_divides_the_slowest_and_grows_the_attention() {
        var spec = spec("{'rope_theta': 10000.0, 'rope_scaling': {'rope_type': 'yarn', 'factor': 4.0,"
                + " 'original_max_position_embeddings': 2048}}");

        float[] scaled = spec.frequencies(base -> FREQUENCIES, 100);

        // width 8: 8 ln(2048 / (32 * 2 pi)) / (2 ln 10000) = 1.008, floor 1; for 1 rotation 2.513, ceiling 3:
        // a ramp 0, 0, 1/2, 1
        assertThat(scaled[0]).isEqualTo(1f);
        assertThat(scaled[1]).isEqualTo(0.1f);
        assertThat(scaled[2]).isCloseTo(0.00625f, within(1e-8f));
        assertThat(scaled[3]).isCloseTo(0.00025f, within(1e-9f));
        // 0.1 ln 4 + 1
        assertThat(spec.scaling().attentionFactor()).isCloseTo(1.138629, within(1e-6));
    }

    @Test
    void dynamic_scaling_raises_the_base_behind_the_context_only() {
        var spec = spec("{'rope_theta': 100.0, 'max_position_embeddings': 50,"
                + " 'rope_scaling': {'type': 'dynamic', 'factor': 2.0}}");

        // width 8: 100 * (2 * 100 / 50 - 1)^(8 / 6) = 100 * 3^(4/3) = 432.6749
        assertThat(spec.frequencies(base -> new float[] {(float) base}, 50)).containsExactly(100f);
        assertThat(spec.frequencies(base -> new float[] {(float) base}, 100)[0]).isCloseTo(432.6749f, within(1e-3f));
        assertThat(spec.byLength()).isTrue();
    }

    @Test
    void longrope_divides_by_the_short_list_within_the_original_context_and_by_the_long_one_behind_it() {
        var spec = spec("{'max_position_embeddings': 400, 'original_max_position_embeddings': 100,"
                + " 'rope_scaling': {'type': 'longrope', 'short_factor': [1, 2, 2, 2], 'long_factor': [1, 4, 8, 8]}}");

        assertThat(spec.frequencies(base -> FREQUENCIES, 100)).containsExactly(1f, 0.05f, 0.005f, 0.0005f);
        assertThat(spec.frequencies(base -> FREQUENCIES, 101)).containsExactly(1f, 0.025f, 0.00125f, 0.000125f);
        // sqrt(1 + ln 4 / ln 100)
        assertThat(spec.scaling().attentionFactor()).isCloseTo(1.140627, within(1e-6));
    }

    @Test
    void only_a_part_of_the_channels_turns_if_the_configuration_says_so() {
        assertThat(spec("{'partial_rotary_factor': 0.5}").width()).isEqualTo(4);
        assertThat(spec("{'rope_parameters': {'rope_type': 'default', 'partial_rotary_factor': 0.25}}")
                        .width())
                .isEqualTo(2);
        assertThat(spec("{}").width()).isEqualTo(8);
    }

    @Test
    void an_unknown_scaling_is_refused_by_field_and_value() {
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> spec("{'rope_scaling': {'rope_type': 'spiral'}}"))
                .withMessage("config.json: field 'rope_scaling.rope_type' is 'spiral'. "
                        + "Known types: default, dynamic, linear, llama3, longrope, yarn.");
    }

    private static RotarySpec spec(String json) {
        try {
            var root = new ObjectMapper().readTree(json.replace('\'', '"'));
            return RotarySpec.of(new ConfigFields(Path.of("config.json"), root), 8);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
