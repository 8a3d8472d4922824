package dev.sonde.suite;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a suite of a file's tree, and gathers everything that is wrong with it. */
final class SuiteReader {
    private static final List<String> ROOT = List.of("version", "title", "models", "defaults", "suite", "dlm_source");
    private static final List<String> DEFAULTS = List.of(
            "seed",
            "top_k",
            "differential",
            "coverage_threshold",
            "concurrent_probes",
            "score_weights",
            "chat",
            "chat_system",
            "look");

    private final YamlSection root;
    private final Problems problems;
    private final Path directory;
    private final ProbeEntryReader entries;

    SuiteReader(YamlSection root, Path directory, boolean skipUnbuilt) {
        this.root = root;
        this.problems = root.problems();
        this.directory = directory;
        this.entries = new ProbeEntryReader(skipUnbuilt, directory);
    }

    /** The suite; {@code title} is what it is called if it does not say. */
    Suite read(String title) {
        root.only(ROOT);
        root.whole("version")
                .filter(version -> version != 1)
                .ifPresent(version -> root.problem(
                        "version", "version " + version + " of suite files is unknown; this Sonde reads version 1"));
        var model = root.section("models").flatMap(models -> new ModelsReader(directory).read(models));
        SuiteDefaults defaults = root.section("defaults")
                .map(section -> defaults(section, isServed(model)))
                .orElseGet(() -> SuiteDefaults.withSeed(0));
        var document = new DocumentDefaults(root, directory, defaults.chat().isPresent());
        List<SuiteEntry> probes = probes(document);
        problems.throwIfAny();
        return new Suite(root.text("title").orElse(title), model, defaults, probes);
    }

    private List<SuiteEntry> probes(DocumentDefaults document) {
        var names = new HashSet<String>();
        var probes = new ArrayList<SuiteEntry>();
        for (YamlSection entry : root.sections("suite")) {
            document.fill(entry);
            Optional<String> name = entry.text("name");
            if (name.isPresent() && !names.add(name.get())) {
                entry.problem("name", "a second probe is called '" + name.get() + "'; names are unique within a suite");
            } else {
                entries.read(entry).ifPresent(probes::add);
            }
        }
        return probes;
    }

    /** A server's two models are one comparison, whatever the reference calls it. */
    private static boolean isServed(Optional<ModelSource> model) {
        return model.filter(source -> source.kind().equals("http")).isPresent();
    }

    private SuiteDefaults defaults(YamlSection section, boolean served) {
        section.only(DEFAULTS);
        if (!section.truth("differential").orElse(true) && !served) {
            section.problem(
                    "differential",
                    "'differential: false' (two separate models) is not supported; Sonde reads base and adapter through one model");
        }
        section.whole("concurrent_probes"); // accepted; it never had an effect
        long seed = section.whole("seed").orElse(0L);
        int topK = section.whole("top_k").map(SuiteReader::clamped).orElse(0);
        double threshold = section.number("coverage_threshold")
                .orElse(SuiteDefaults.withSeed(0).coverageThreshold());
        Map<Category, Double> weights =
                section.section("score_weights").map(SuiteReader::weights).orElse(Map.of());
        // each by itself, so that one problem does not hide another
        check(section, "top_k", () -> new SuiteDefaults(seed, topK, 0, Map.of()));
        check(section, "coverage_threshold", () -> new SuiteDefaults(seed, 0, threshold, Map.of()));
        check(section, "score_weights", () -> new SuiteDefaults(seed, 0, 0, weights));
        int look = section.whole("look").map(SuiteReader::clamped).orElse(1);
        check(section, "look", () -> SuiteDefaults.withSeed(0).withLook(look));
        Optional<ChatSettings> chat = chat(section);
        return problems.none()
                ? new SuiteDefaults(seed, topK, threshold, weights, chat, look)
                : SuiteDefaults.withSeed(seed);
    }

    private static Optional<ChatSettings> chat(YamlSection section) {
        Optional<String> system = section.text("chat_system");
        boolean wanted = section.truth("chat").orElse(system.isPresent());
        if (system.isPresent() && !wanted) {
            section.problem("chat_system", "'chat_system' has no effect with 'chat: false'; leave one of them out");
        }
        return wanted ? Optional.of(new ChatSettings(system)) : Optional.empty();
    }

    private static int clamped(long topK) {
        return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, topK));
    }

    private static void check(YamlSection section, String key, Runnable construction) {
        try {
            construction.run();
        } catch (IllegalArgumentException refused) {
            section.problem(key, String.valueOf(refused.getMessage()));
        }
    }

    private static Map<Category, Double> weights(YamlSection section) {
        List<String> known = Arrays.stream(Category.values())
                .map(category -> category.name().toLowerCase(Locale.ROOT))
                .toList();
        section.only(known);
        var weights = new EnumMap<Category, Double>(Category.class);
        for (String name : known) {
            section.number(name)
                    .ifPresent(weight -> weights.put(Category.valueOf(name.toUpperCase(Locale.ROOT)), weight));
        }
        return weights;
    }
}
