package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.View;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The weights behind each view of one model and one adapter; null adapters are drawn when first seen. */
final class Views implements AutoCloseable {

    private static final long KEPT_BYTES = 1L << 30;

    private final Optional<AdaptationSource> source;
    private final Optional<Adaptation> trained;
    /** By the whole's id and by the modules that are kept; the arrays are the whole's. */
    private final Map<String, Map<SortedSet<String>, Adaptation>> parts = new HashMap<>();

    private final Map<Long, Adaptation> nulls = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<MergedType, Adaptation> merged = new LinkedHashMap<>(16, 0.75f, true);

    Views(Optional<AdaptationSource> source) {
        this.source = source;
        trained = source.map(AdaptationSource::trained);
    }

    /**
     * The weights of {@code view}.
     *
     * @throws dev.sonde.backend.BackendException if there is no adapter and the view needs one
     */
    RowView of(View view) {
        if (view instanceof View.Repeated repeated) {
            return of(repeated.of());
        }
        if (view instanceof View.FineTuned) {
            return trained(view, 1);
        }
        if (view instanceof View.Scaled scaled) {
            return scaled.lambda() == 0 ? RowView.BASE : trained(view, scaled.lambda());
        }
        if (view instanceof View.Partial partial) {
            return part(partial);
        }
        if (view instanceof View.Merged rounded) {
            AdaptationSource from = source.orElseThrow(() -> EngineErrors.noAdapter(view));
            return new RowView(merged.computeIfAbsent(rounded.type(), from::merged), 1);
        }
        if (view instanceof View.NullAdapter drawn) {
            AdaptationSource from = source.orElseThrow(() -> EngineErrors.noAdapter(view));
            return new RowView(nulls.computeIfAbsent(drawn.seed(), from::drawn), 1);
        }
        return RowView.BASE;
    }

    /** Equal parts are one set of weights, however they were named, so that they are computed once. */
    private RowView part(View.Partial view) {
        RowView whole = of(view.of());
        List<String> known = source.map(own -> own.adapter().moduleNames()).orElse(List.of());
        for (String module : view.modules()) {
            if (!known.contains(module)) {
                throw BackendErrors.moduleUnknown(module, known);
            }
        }
        SortedSet<String> kept = new TreeSet<>(known);
        kept.removeIf(module -> view.modules().contains(module) != view.only());
        Adaptation weights = whole.adaptation();
        if (weights == null || kept.isEmpty()) {
            return RowView.BASE;
        }
        return kept.size() == known.size()
                ? whole
                : new RowView(
                        parts.computeIfAbsent(weights.id(), id -> new HashMap<>())
                                .computeIfAbsent(kept, weights::part),
                        whole.lambda());
    }

    private RowView trained(View view, double lambda) {
        return new RowView(trained.orElseThrow(() -> EngineErrors.noAdapter(view)), lambda);
    }

    /** Frees the null and the merged adapters that were used longest ago; never in the middle of a batch. */
    void trim() {
        trim(nulls, source.map(own -> own.adapter().bytes()).orElse(1L));
        trim(merged, source.map(AdaptationSource::mergedBytes).orElse(1L));
    }

    private void trim(Map<?, Adaptation> kept, long each) {
        var oldest = kept.values().iterator();
        for (long surplus = kept.size() - Math.max(1, KEPT_BYTES / each); surplus > 0; surplus--) {
            Adaptation weights = oldest.next();
            parts.remove(weights.id());
            weights.close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        nulls.values().forEach(Adaptation::close);
        nulls.clear();
        merged.values().forEach(Adaptation::close);
        merged.clear();
        parts.clear();
        trained.ifPresent(Adaptation::close);
    }
}
