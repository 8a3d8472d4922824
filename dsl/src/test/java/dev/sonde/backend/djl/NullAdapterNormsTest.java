package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.Families;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The norms of trained and drawn changes, formed entry by entry in double precision. */
class NullAdapterNormsTest {

    private static final Path EXTRA = Path.of("src/test/resources/golden-extra");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama.dora_rslora_bf16",
                "llama.dora_embedding",
                "llama.dora_table_beneath",
                "llama3.table_beneath_tied",
                "llama3.save_norms_and_head_tied",
                "llama3.lora_bias_patterns",
                "llama3.save_both_tied",
                "llama.save_mlp"
            })
    void each_drawn_module_has_the_norms_of_the_trained_one_within_a_thousandth(String name) {
        ModelFolder folder = ModelFolder.open(GoldenFolder.model(name.substring(0, name.indexOf('.'))));
        Architecture architecture = Families.of(folder.config());
        Adapter adapter = Adapter.open(EXTRA.resolve(name), architecture);
        try (ModelWeights weights = ModelWeights.load(folder, architecture, Device.cpu())) {
            AdaptationSource source = new AdaptationSource(adapter, weights, Device.cpu());
            try (Adaptation trained = source.trained();
                    Adaptation drawn = source.drawn(5);
                    Adaptation again = source.drawn(5);
                    Adaptation other = source.drawn(6)) {
                assertThat(drawn.deltas().keySet()).isEqualTo(trained.deltas().keySet());
                for (AdapterModule module : adapter.modules()) {
                    ModuleSpec spec = module.module();
                    ModuleDelta one = trained.of(spec);
                    ModuleDelta two = drawn.of(spec);
                    if (one == null || two == null) {
                        continue; // a tied module whose saved weight is the base model's own
                    }
                    double[] left = weight(spec, one, weights.of(spec).weight());
                    double[] right = weight(spec, two, weights.of(spec).weight());
                    assertThat(norm(right)).isCloseTo(norm(left), within(1e-3 * norm(left)));
                    assertThat(norm(bias(two))).isCloseTo(norm(bias(one)), within(1e-3 * norm(bias(one))));
                    assertThat(right)
                            .isEqualTo(weight(
                                    spec,
                                    required(again.of(spec)),
                                    weights.of(spec).weight()));
                    assertThat(right).isNotEqualTo(left);
                    assertThat(right)
                            .isNotEqualTo(weight(
                                    spec,
                                    required(other.of(spec)),
                                    weights.of(spec).weight()));
                }
            }
        }
    }

    private static ModuleDelta required(@Nullable ModuleDelta delta) {
        return java.util.Objects.requireNonNull(delta);
    }

    /** gain * W + full + B A, entry by entry, in the base weight's layout. */
    private static double[] weight(ModuleSpec module, ModuleDelta delta, NDArray base) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        int columns = (int) module.columns();
        float[] weight = base.toFloatArray();
        float[] full = values(delta.full());
        float[] gain = values(delta.gain());
        float[] a = values(delta.a());
        float[] b = values(delta.b());
        int rank = a.length == 0 ? 0 : a.length / (int) (table ? module.rows() : module.columns());
        double[] sum = new double[weight.length];
        for (int i = 0; i < sum.length; i++) {
            int row = i / columns;
            int column = i % columns;
            sum[i] = full.length == 0 ? 0 : full[i];
            sum[i] += gain.length == 0 ? 0 : (double) gain[table ? column : row] * weight[i];
            for (int r = 0; r < rank; r++) {
                sum[i] += table
                        ? (double) a[row * rank + r] * b[column * rank + r]
                        : (double) b[row * rank + r] * a[r * columns + column];
            }
        }
        return sum;
    }

    private static double[] bias(ModuleDelta delta) {
        float[] values = values(delta.bias());
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static float[] values(@Nullable NDArray array) {
        return array == null ? new float[0] : array.toFloatArray();
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
