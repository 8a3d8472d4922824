package dev.sonde.probe.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RegionTest {

    private static final List<String> MODULES = List.of(
            "model.embed_tokens",
            "model.layers.0.self_attn.q_proj",
            "model.layers.0.mlp.experts.3.up_proj",
            "model.layers.1.self_attn.q_proj",
            "model.layers.10.self_attn.q_proj",
            "lm_head");

    @Test
    void layers_are_numbered_by_the_first_number_of_a_name() {
        assertThat(Region.layers(MODULES))
                .extracting(Region::layer)
                .containsExactly(
                        OptionalInt.empty(),
                        OptionalInt.of(0),
                        OptionalInt.of(1),
                        OptionalInt.of(10),
                        OptionalInt.empty());
        assertThat(Region.layers(MODULES))
                .extracting(Region::part)
                .containsExactly("model.embed_tokens", "", "", "", "lm_head");
        assertThat(Region.layers(MODULES).get(1).modules())
                .containsExactly("model.layers.0.self_attn.q_proj", "model.layers.0.mlp.experts.3.up_proj");
    }

    @Test
    void kinds_of_modules_are_what_follows_that_number() {
        assertThat(Region.parts(MODULES))
                .extracting(Region::part)
                .containsExactly("model.embed_tokens", "self_attn.q_proj", "mlp.experts.3.up_proj", "lm_head");
        assertThat(Region.parts(List.of("transformer.h.2.attn.c_attn", "blocks.7")))
                .extracting(Region::part)
                .containsExactly("attn.c_attn", "blocks.7");
    }

    @Test
    void cells_are_single_modules_of_a_layer() {
        assertThat(Region.layers(MODULES).get(1).cells())
                .containsExactly(
                        new Region(OptionalInt.of(0), "self_attn.q_proj", List.of("model.layers.0.self_attn.q_proj")),
                        new Region(
                                OptionalInt.of(0),
                                "mlp.experts.3.up_proj",
                                List.of("model.layers.0.mlp.experts.3.up_proj")));
    }
}
