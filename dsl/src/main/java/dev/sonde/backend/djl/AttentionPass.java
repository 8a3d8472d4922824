package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.AttentionSpec;
import dev.sonde.backend.djl.arch.RotarySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What attention needs to know about one batch beside queries, keys and values: where each token stands, how long its
 * text is, and what it may see.
 */
final class AttentionPass {

    private final Kernels kernels;
    private final NDManager manager;
    private final @Nullable DecodeState decode;
    private final int width;
    private final List<Integer> lengths;
    private final @Nullable Branches branches;
    private final NDArray positions; // [1 or rows, 1, time, 1]
    private final Map<RotarySpec, RotaryTable> tables = new HashMap<>();
    private final Map<OptionalInt, NDArray> masks = new HashMap<>();
    private @Nullable NDArray padding;

    AttentionPass(Kernels kernels, NDManager manager, PaddedRows batch, @Nullable DecodeState decode) {
        this.kernels = kernels;
        this.manager = manager;
        this.decode = decode;
        width = batch.width();
        lengths = goesOn() ? started().lengthsSoFar() : batch.lengths();
        branches = batch.branches();
        positions = positions();
    }

    private NDArray positions() {
        if (goesOn()) {
            return started().positions(manager);
        }
        return branches == null ? RotaryTable.positions(manager, width) : branches.positions(manager);
    }

    /** Where each token stands, {@code [rows, time]}, the last place of a learned table of {@code count} at most. */
    NDArray places(int count) {
        return positions
                .reshape(-1, positions.getShape().get(2))
                .minimum(count - 1) // what lies behind the table's end is padding
                .toType(DataType.INT64, false)
                .broadcast(lengths.size(), positions.getShape().get(2));
    }

    /** Like {@code q}, {@code [rows, time, heads * headWidth]}. */
    NDArray attend(AttentionSpec spec, NDArray q, NDArray k, NDArray v) {
        NDArray queries = turned(spec.rotary(), heads(q, spec.headWidth()));
        NDArray values = heads(v, spec.headWidth());
        NDArray keys = turned(spec.rotary(), heads(k, spec.headWidth()));
        if (decode != null) {
            keys = decode.cache().keys(spec.layer(), keys);
            values = decode.cache().values(spec.layer(), values);
        }
        NDArray attended = kernels.attend(spec, queries, keys, values, mask(spec));
        Shape shape = attended.getShape();
        return attended.swapAxes(1, 2).reshape(shape.get(0), shape.get(2), (long) spec.heads() * spec.headWidth());
    }

    /** {@code [rows, time, heads * width]} to {@code [rows, heads, time, width]}. */
    private static NDArray heads(NDArray x, int width) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), -1, width).swapAxes(1, 2);
    }

    private NDArray turned(@Nullable RotarySpec rotary, NDArray x) {
        return rotary == null
                ? x
                : kernels.rotate(x, tables.computeIfAbsent(rotary, key -> RotaryTable.of(key, positions, lengths)));
    }

    /** Null for plain causal. */
    private @Nullable NDArray mask(AttentionSpec spec) {
        if (!spec.causal()) {
            return padding();
        }
        OptionalInt window = spec.window();
        if (goesOn()) {
            return masks.computeIfAbsent(window, key -> started().mask(manager, key));
        }
        if (branches != null) {
            return masks.computeIfAbsent(window, key -> branches.mask(manager, key));
        }
        boolean plain = spec.softcap().isEmpty() && window.orElse(width) >= width;
        return plain ? null : masks.computeIfAbsent(window, key -> CausalMask.square(manager, width, key));
    }

    /** One for all layers that look both ways. */
    private NDArray padding() {
        NDArray mask = padding;
        if (mask == null) {
            mask = PaddingMask.of(manager, lengths, width);
            padding = mask;
        }
        return mask;
    }

    private boolean goesOn() {
        return decode != null && decode.started();
    }

    private DecodeState started() {
        return java.util.Objects.requireNonNull(decode);
    }
}
