package dev.sonde.backend.dummy;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.Capability;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.ScoringBackend;
import java.util.List;

/** Opens {@code kind: dummy}: the name of the base is its seed, and there is an adapter only if one is named. */
public final class DummyProvider implements BackendProvider {

    @Override
    public List<String> kinds() {
        return List.of("dummy");
    }

    @Override
    public ScoringBackend open(ModelSource source) {
        var backend = DummyBackend.seeded(source.base().hashCode());
        return source.adapter().isPresent()
                ? backend
                : backend.without(
                        Capability.FINE_TUNED,
                        Capability.SCALED,
                        Capability.NULL_ADAPTER,
                        Capability.PARTIAL,
                        Capability.MERGED);
    }
}
