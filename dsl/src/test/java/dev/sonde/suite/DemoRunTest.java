package dev.sonde.suite;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.ScoringBackend;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of runs on a real model: libtorch, the embedded weights and the healthy adapter. */
class DemoRunTest extends RunContract {

    private static ScoringBackend demo;

    @BeforeAll
    static void load() {
        demo = BackendProvider.load(
                new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "cpu", Path.of("")));
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @Override
    protected ScoringBackend backend() {
        return demo;
    }
}
