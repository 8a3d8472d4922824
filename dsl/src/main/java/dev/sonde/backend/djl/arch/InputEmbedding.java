package dev.sonde.backend.djl.arch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From token ids to hidden states.
 *
 * @param tokens the table of token vectors
 * @param scale what they are multiplied by
 * @param positions the table of learned position vectors, which are added; null for none
 */
record InputEmbedding(
        ModuleSpec tokens, double scale, @Nullable ModuleSpec positions) {

    Tensor of(TensorOps ops) {
        Tensor x = ops.embed(tokens);
        ModuleSpec table = positions;
        if (table != null) {
            x = ops.block(x, input -> ops.add(input, ops.embedPositions(table)));
        }
        return scale == 1 ? x : ops.block(x, input -> ops.scale(input, scale));
    }

    List<ModuleSpec> modules() {
        return positions == null ? List.of(tokens) : List.of(tokens, positions);
    }
}
