package dev.sonde.probe.nulladapter;

import org.jspecify.annotations.Nullable;

/** One probe could not be measured under one null adapter. */
final class NullRunFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NullRunFailure(long seed, String reason, @Nullable Throwable cause) {
        super("null adapter " + seed + ": " + reason, cause);
    }
}
