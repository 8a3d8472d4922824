package dev.sonde.suite;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code models}: {@code ft} is the model with its adapter, {@code base} has to be the same without. */
record ModelsReader(Path directory) {
    private static final List<String> KEYS =
            List.of("kind", "base", "adapter", "dtype", "device", "trust_remote_code", "entry_point", "endpoint");
    private static final List<String> DTYPES = List.of("auto", "fp32", "bf16", "fp16");
    private static final List<String> NOT_YET = List.of("api", "custom", "mlx");

    Optional<ModelSource> read(YamlSection models) {
        models.only(List.of("base", "ft"));
        Optional<YamlSection> base = models.section("base");
        Optional<YamlSection> tuned = models.section("ft");
        if (tuned.isEmpty()) {
            models.problem("ft", "'models' has no 'ft': the model with its adapter");
            return Optional.empty();
        }
        base.ifPresent(section -> {
            var unused = source(section);
            compare(section, tuned.get());
        });
        return source(tuned.get());
    }

    private static void compare(YamlSection base, YamlSection tuned) {
        for (String key : List.of("kind", "base", "dtype", "device")) {
            String one = base.node().path(key).asText("");
            String other = tuned.node().path(key).asText("");
            if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
                base.problem(
                        key,
                        "models.base.%s is '%s' and models.ft.%s is '%s'; both views come from one model, so they have to be equal"
                                .formatted(key, one, key, other));
            }
        }
        if (base.node().hasNonNull("adapter")) {
            base.problem("adapter", "models.base has an adapter, which nothing would use; remove it");
        }
    }

    private Optional<ModelSource> source(YamlSection section) {
        section.only(KEYS);
        String kind = section.text("kind").orElse("hf");
        checkKind(section, kind);
        String dtype = section.text("dtype").orElse("auto");
        if (!DTYPES.contains(dtype)) {
            section.problem("dtype", "%s.dtype is one of %s, got '%s'".formatted(section.what(), DTYPES, dtype));
        }
        if (section.truth("trust_remote_code").orElse(false)) {
            section.problem("trust_remote_code", "Sonde runs no code of a model; remove 'trust_remote_code'");
        }
        for (String key : List.of("entry_point", "endpoint")) {
            section.text(key)
                    .ifPresent(any -> section.problem(
                            key, "'%s' belongs to a kind of model that this version does not have".formatted(key)));
        }
        Optional<String> base = section.text("base");
        if (base.isEmpty()) {
            section.problem("base", section.what() + " has no 'base': a directory, or a name that the kind knows");
        }
        Optional<String> adapter = section.text("adapter");
        String device = section.text("device").orElse("auto");
        return base.map(
                name -> new ModelSource(kind, home(name), adapter.map(ModelsReader::home), dtype, device, directory));
    }

    private static void checkKind(YamlSection section, String kind) {
        List<String> known = BackendProvider.knownKinds();
        if (NOT_YET.contains(kind)) {
            section.problem("kind", "models of kind '%s' are not in this version; it has %s".formatted(kind, known));
        } else if (!known.contains(kind)) {
            section.problem(
                    "kind", "unknown kind of model '%s'%s Known: %s".formatted(kind, Nearest.hint(kind, known), known));
        }
    }

    private static String home(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }
}
