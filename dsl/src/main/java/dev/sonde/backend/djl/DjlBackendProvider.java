package dev.sonde.backend.djl;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.DeferredBackend;
import dev.sonde.backend.FileHashes;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.ScoringBackend;
import java.nio.file.Path;
import java.util.List;

/** Opens Hugging Face folders ({@code hf}) and the embedded demo model ({@code demo}). */
public final class DjlBackendProvider implements BackendProvider {

    @Override
    public List<String> kinds() {
        return List.of("hf", "demo");
    }

    @Override
    public ScoringBackend open(ModelSource source) {
        return DjlBackend.load(files(source), source.device(), DjlBackend.packed());
    }

    @Override
    public ScoringBackend openDeferred(ModelSource source, FileHashes hashes) {
        return new DeferredBackend(new DjlOutline(files(source), source.device(), hashes));
    }

    private static ModelFiles files(ModelSource source) {
        return source.kind().equals("demo")
                ? ModelFiles.open(DemoModel.base(), source.adapter().map(DemoModel::adapter), source.dtype())
                : ModelFiles.open(source.basePath(), source.adapterPath(), source.dtype());
    }

    /** The folder of the adapter that {@code source} names. */
    static Path adapter(ModelSource source) {
        return source.kind().equals("demo")
                ? DemoModel.adapter(source.adapter().orElseThrow())
                : source.adapterPath().orElseThrow();
    }
}
