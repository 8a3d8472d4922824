package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.djl.arch.Families;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NullDrawTest {

    @Test
    void draws_standard_normal_numbers() {
        float[] values = new NullDraw(5, "module").normals(100_000);

        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
            fourth += Math.pow(value, 4);
        }
        // standard errors of the moments: 0.0032, 0.0045, 0.031
        assertThat(sum / values.length).isCloseTo(0, within(0.015));
        assertThat(squares / values.length).isCloseTo(1, within(0.02));
        assertThat(fourth / values.length).isCloseTo(3, within(0.15));
    }

    @Test
    void draws_the_same_numbers_on_every_machine() {
        float[] values = new NullDraw(17, "model.layers.0.self_attn.q_proj").normals(1000);

        ByteBuffer bytes = ByteBuffer.allocate(4000);
        for (float value : values) {
            bytes.putFloat(value);
        }
        var digest = dev.sonde.backend.ContentHash.sha256().digest(bytes.array());
        assertThat(java.util.HexFormat.of().formatHex(digest))
                .isEqualTo("b7237395c1cc7e95d5b2f06973620eb990b572980cb16859e725921d59e35a4a");
    }

    @Test
    void other_seeds_and_other_modules_draw_other_numbers() {
        float first = new NullDraw(1, "a").normals(1)[0];

        assertThat(new NullDraw(2, "a").normals(1)[0]).isNotEqualTo(first);
        assertThat(new NullDraw(1, "b").normals(1)[0]).isNotEqualTo(first);
    }

    @Test
    void the_norm_of_a_product_needs_no_product() {
        Random random = new Random(3);
        LowRank update = new LowRank(randoms(random, 3 * 7), randoms(random, 5 * 3), 3, 2);

        double squares = 0;
        for (int out = 0; out < 5; out++) {
            for (int in = 0; in < 7; in++) {
                double entry = 0;
                for (int r = 0; r < 3; r++) {
                    entry += (double) update.b()[out * 3 + r] * update.a()[r * 7 + in];
                }
                squares += entry * entry;
            }
        }
        assertThat(update.productNorm()).isCloseTo(Math.sqrt(squares), within(1e-9));
    }

    @Test
    void each_drawn_module_has_the_trained_norm_within_a_thousandth() {
        var folder = ModelFolder.open(GoldenFolder.model("llama3"));
        var architecture = Families.of(folder.config());
        Adapter adapter = Adapter.open(GoldenFolder.model("llama3").resolve("adapters/patterns"), architecture);

        assertThat(adapter.modules()).isNotEmpty().allSatisfy(module -> {
            LowRank trained = Optional.ofNullable(module.lowRank()).orElseThrow();
            LowRank drawn = new NullDraw(4, module.module().name()).matching(trained);
            assertThat(drawn.productNorm() / trained.productNorm()).isCloseTo(1, within(1e-3));
            assertThat(drawn.rank()).isEqualTo(trained.rank());
            assertThat(drawn.a()).isNotEqualTo(trained.a());
        });
    }

    private static float[] randoms(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
