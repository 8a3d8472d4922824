package dev.sonde.suite;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.SpecChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code models}: {@code ft} is the model with its adapter, {@code base} has to be the same without.
 *
 * <p>The reference's {@code kind: api} is {@code http}, its {@code endpoint} the {@code url} without {@code /v1}; two names
 * of one server, {@code models.base.base} and {@code models.ft.base}, are a model and its adapter.
 */
record ModelsReader(Path directory) {
    private static final List<String> KEYS =
            List.of("kind", "base", "adapter", "dtype", "device", "trust_remote_code", "entry_point", "endpoint");
    private static final List<String> DTYPES = List.of("auto", "fp32", "bf16", "fp16");
    private static final List<String> NOT_YET = List.of("custom", "mlx");
    private static final String SERVED = "http";

    Optional<ModelSource> read(YamlSection models) {
        models.only(List.of("base", "ft"));
        Optional<YamlSection> base = models.section("base");
        Optional<YamlSection> tuned = models.section("ft");
        if (tuned.isEmpty()) {
            models.problem("ft", "'models' has no 'ft': the model with its adapter");
            return Optional.empty();
        }
        Optional<ModelSource> alone = base.flatMap(this::source);
        Optional<ModelSource> model = source(tuned.get());
        boolean pair = alone.isPresent() && model.isPresent() && isPair(alone.get(), model.get());
        base.ifPresent(section -> compare(section, tuned.get(), pair));
        Optional<ModelSource> whole = pair ? model.map(source -> joined(alone.orElseThrow(), source)) : model;
        whole.ifPresent(source -> check(source, tuned.get()));
        return whole;
    }

    /** Whether two models of a server are named instead of a model and its adapter. */
    private static boolean isPair(ModelSource base, ModelSource tuned) {
        return base.kind().equals(SERVED)
                && tuned.kind().equals(SERVED)
                && base.adapter().isEmpty()
                && tuned.adapter().isEmpty()
                && !base.base().equals(tuned.base());
    }

    private static ModelSource joined(ModelSource base, ModelSource tuned) {
        return new ModelSource(
                tuned.kind(),
                base.base(),
                Optional.of(tuned.base()),
                tuned.dtype(),
                tuned.device(),
                tuned.directory(),
                tuned.options());
    }

    private static void compare(YamlSection base, YamlSection tuned, boolean pair) {
        var keys = new ArrayList<>(List.of("kind", "dtype", "device", "url", "endpoint", "key_variable", "dialect"));
        if (!pair) {
            keys.add("base");
        }
        for (String key : keys) {
            String one = base.node().path(key).asText("");
            String other = tuned.node().path(key).asText("");
            if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
                base.problem(
                        key,
                        key.equals("url") || key.equals("endpoint") || key.equals("key_variable")
                                ? "models.base.%1$s and models.ft.%1$s differ; both views come from one model on one server, so they have to be equal"
                                        .formatted(key) // not shown: either may hold what is secret
                                : "models.base.%s is '%s' and models.ft.%s is '%s'; both views come from one model, so they have to be equal"
                                        .formatted(key, one, key, other));
            }
        }
        if (base.node().hasNonNull("adapter")) {
            base.problem("adapter", "models.base has an adapter, which nothing would use; remove it");
        }
    }

    private static void check(ModelSource source, YamlSection section) {
        try {
            BackendProvider.ofKind(source.kind()).ifPresent(provider -> provider.check(source));
        } catch (BackendException wrong) {
            section.problem("kind", section.what() + ": " + wrong.getMessage());
        }
    }

    private Optional<ModelSource> source(YamlSection section) {
        String written = section.text("kind").orElse("hf");
        String kind = written.equals("api") ? SERVED : written;
        List<String> own =
                BackendProvider.ofKind(kind).map(BackendProvider::options).orElse(List.of());
        var keys = new ArrayList<>(KEYS);
        keys.addAll(own);
        section.only(keys);
        checkKind(section, kind);
        checkCommon(section, kind);
        Optional<String> base = section.text("base");
        if (base.isEmpty()) {
            section.problem("base", section.what() + " has no 'base': a directory, or a name that the kind knows");
        }
        Optional<String> adapter = section.text("adapter");
        String dtype = section.text("dtype").orElse("auto");
        String device = section.text("device").orElse("auto");
        var options = options(section, own);
        return base.map(name -> new ModelSource(
                kind, SpecChecks.home(name), adapter.map(SpecChecks::home), dtype, device, directory, options));
    }

    private static void checkCommon(YamlSection section, String kind) {
        section.text("dtype")
                .filter(dtype -> !DTYPES.contains(dtype))
                .ifPresent(dtype -> section.problem(
                        "dtype", "%s.dtype is one of %s, got '%s'".formatted(section.what(), DTYPES, dtype)));
        if (section.truth("trust_remote_code").orElse(false)) {
            section.problem("trust_remote_code", "Sonde runs no code of a model; remove 'trust_remote_code'");
        }
        for (String key : List.of("entry_point", "endpoint")) {
            boolean known = key.equals("endpoint") && kind.equals(SERVED);
            if (section.node().hasNonNull(key) && !known) {
                section.problem(key, "'%s' belongs to a kind of model that this is not".formatted(key));
            }
        }
    }

    private static Map<String, String> options(YamlSection section, List<String> own) {
        var options = new TreeMap<String, String>();
        for (String key : own) {
            section.scalar(key).ifPresent(value -> options.put(key, value));
        }
        if (own.contains("url")) {
            section.text("endpoint").ifPresent(root -> options.putIfAbsent("url", versioned(root)));
        }
        return options;
    }

    /** The reference appends {@code /v1/completions} to its endpoint. */
    private static String versioned(String root) {
        String trimmed = root.strip().replaceAll("/+$", "");
        return trimmed.endsWith("/v1") ? trimmed : trimmed + "/v1";
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
}
