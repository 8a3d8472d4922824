package dev.sonde.kernel.cli;

import dev.sonde.backend.djl.DjlBackend;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model that {@code sonde bench} measures. */
final class BenchModel {

    @Option(names = "--base", paramLabel = "DIR", description = "A Hugging Face folder.")
    private @Nullable Path base;

    @Option(names = "--adapter", paramLabel = "DIR", description = "A PEFT folder.")
    private @Nullable Path adapter;

    @Option(
            names = "--demo",
            paramLabel = "ADAPTER",
            description = "The built-in demo model with its adapter healthy, undertrained, null or overfitted.")
    private @Nullable String demo;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or cuda (default: auto).")
    private String device = "auto";

    /**
     * Loads it.
     *
     * @param packed see {@link DjlBackend#open(Path, Optional, String, boolean)}
     * @throws UsageException if no model is named, or two are
     */
    DjlBackend open(boolean packed) {
        if (demo != null) {
            if (base != null || adapter != null) {
                throw new UsageException(
                        "--demo brings its own model and adapter. Give either --demo or --base and --adapter.");
            }
            return DjlBackend.demo(demo, device, packed);
        }
        if (base == null) {
            throw new UsageException(
                    "No model is named. Give one with --base DIR (and --adapter DIR), or take --demo healthy.");
        }
        return DjlBackend.open(base, Optional.ofNullable(adapter), device, packed);
    }

    /** For people. */
    String name() {
        return base == null ? "demo, " + demo : String.valueOf(base.getFileName());
    }
}
