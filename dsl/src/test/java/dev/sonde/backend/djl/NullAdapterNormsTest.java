package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import dev.sonde.backend.ContentHash;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.View;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.Families;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The norms of trained and drawn changes, formed entry by entry in double precision. */
class NullAdapterNormsTest {

    @ParameterizedTest
    @MethodSource("dev.sonde.backend.djl.Subject#all")
    void each_drawn_module_has_the_norms_of_the_trained_one_within_a_thousandth(Subject subject) {
        ModelFolder folder = ModelFolder.open(subject.base());
        Architecture architecture = Families.of(folder.config());
        Adapter adapter = Adapter.open(subject.adapter(), architecture);
        try (ModelWeights weights = ModelWeights.load(folder, architecture, Device.cpu(), Optional.empty())) {
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
                    NDArray bias = weights.of(spec).bias();
                    double[] left = weight(spec, one, wide(weights.of(spec)));
                    double[] right = weight(spec, two, wide(weights.of(spec)));
                    assertThat(norm(right)).isCloseTo(norm(left), within(1e-3 * norm(left)));
                    assertThat(norm(bias(two, bias)))
                            .isCloseTo(norm(bias(one, bias)), within(1e-6 + 1e-3 * norm(bias(one, bias))));
                    assertThat(right).isEqualTo(weight(spec, required(again.of(spec)), wide(weights.of(spec))));
                    if (norm(left) == 0) {
                        continue; // only a bias was trained
                    }
                    assertThat(right).isNotEqualTo(left);
                    assertThat(right).isNotEqualTo(weight(spec, required(other.of(spec)), wide(weights.of(spec))));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "llama3 patterns, be266443a3e5dd46",
        "llama embed_lora, 160b978c40d222d3",
        "llama.dora_rslora_bf16, b2ed34601d43ecbc",
        "llama3.lora_bias_patterns, e8400b732304bf13",
        "llama3.save_norms_and_head_tied, ef3c2a8d3c8bd377",
        "gpt_neox.dora_fused_bias_all, 1b0c133ceeec2e2f"
    })
    void each_kind_is_drawn_alike_on_every_machine(String name, String hash) {
        Subject subject = Subject.all().stream()
                .filter(any -> any.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (DjlBackend backend = subject.open()) {
            var digest = ContentHash.sha256();
            var drawn = backend.views().of(new View.NullAdapter(NullRecipe.MATCHED_NORM, 11));
            new TreeMap<>(java.util.Objects.requireNonNull(drawn.adaptation()).deltas())
                    .values()
                    .forEach(delta -> Stream.of(
                                    values(delta.a()),
                                    values(delta.b()),
                                    values(delta.full()),
                                    values(delta.bias()),
                                    values(delta.gain()))
                            .forEach(numbers -> {
                                ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
                                bytes.asFloatBuffer().put(numbers);
                                digest.update(bytes.array());
                            }));
            assertThat(HexFormat.of().formatHex(digest.digest(), 0, 8)).isEqualTo(hash);
        }
    }

    private static NDArray wide(ModelWeights.ModuleWeights module) {
        return ((WideWeight) module.weight()).array();
    }

    private static ModuleDelta required(@Nullable ModuleDelta delta) {
        return java.util.Objects.requireNonNull(delta);
    }

    /** gain * W + full + B A, entry by entry, in the base weight's layout. */
    private static double[] weight(ModuleSpec module, ModuleDelta delta, NDArray base) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        int columns = (int) module.columns();
        float[] weight = rows(base);
        float[] full = delta.full() == null ? new float[0] : rows(delta.full());
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

    /** What is added to the base model's bias; the gain multiplies that one, too. */
    private static double[] bias(ModuleDelta delta, @Nullable NDArray base) {
        float[] values = values(delta.bias());
        float[] gain = values(delta.gain());
        float[] own = values(base);
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i] + (gain.length == 0 || own.length == 0 ? 0 : (double) gain[i] * own[i]);
        }
        return doubles;
    }

    /** A matrix row by row, however it lies in memory. */
    private static float[] rows(NDArray matrix) {
        if (matrix.getShape().dimension() == 1) {
            return matrix.toFloatArray();
        }
        try (NDManager scratch = TorchEngine.manager(Device.cpu())) {
            NDArray index =
                    scratch.create(LongStream.range(0, matrix.getShape().get(0)).toArray());
            return index.getNDArrayInternal()
                    .embedding(index, matrix, SparseFormat.DENSE)
                    .singletonOrThrow()
                    .toFloatArray();
        }
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
