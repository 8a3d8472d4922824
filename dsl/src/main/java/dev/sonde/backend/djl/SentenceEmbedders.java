package dev.sonde.backend.djl;

import ai.djl.Device;
import dev.sonde.backend.Embedder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sentence embedders in use, loaded when first asked for; the one that was used longest ago goes first. */
final class SentenceEmbedders implements AutoCloseable {

    private static final int KEPT = 4;

    private final Device device;
    private final Kernels kernels;
    private final Map<Embedder, SentenceEmbedder> loaded = new LinkedHashMap<>(16, 0.75f, true);

    SentenceEmbedders(Device device, Kernels kernels) {
        this.device = device;
        this.kernels = kernels;
    }

    /**
     * {@code embedder} in memory.
     *
     * @throws dev.sonde.backend.BackendException if it cannot be loaded
     */
    SentenceEmbedder of(Embedder embedder) {
        return loaded.computeIfAbsent(embedder, given -> SentenceEmbedder.open(given, device, kernels));
    }

    /** Frees all but the last {@value #KEPT}; never in the middle of a batch. */
    void trim() {
        var oldest = loaded.values().iterator();
        for (int surplus = loaded.size() - KEPT; surplus > 0; surplus--) {
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(SentenceEmbedder::close);
        loaded.clear();
    }
}
