package dev.sonde.suite;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Category;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.stop.StopPoint;
import dev.sonde.stop.StoppableText;
import java.io.IOException;
import java.util.Locale;

/** Writes suites as files. */
final class SuiteWriter {
    private static final String WORK = "during the writing of a suite";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private SuiteWriter() {}

    static String write(Suite suite) {
        ObjectNode root = object();
        root.put("version", 1);
        root.put("title", suite.title());
        suite.model().ifPresent(model -> {
            ObjectNode models = root.putObject("models");
            models.set("base", model(model, false));
            models.set("ft", model(model, true));
        });
        root.set("defaults", defaults(suite.defaults()));
        ArrayNode entries = root.putArray("suite");
        suite.entries().forEach(entry -> entries.add(entry(entry)));
        var text = new StoppableText(WORK);
        try {
            YAML.writeValue(text, root);
            return text.toString();
        } catch (IOException refused) {
            StopPoint.pass(WORK); // the mapper wraps it
            throw new IllegalArgumentException("Suite '" + suite.title() + "' cannot be written", refused);
        }
    }

    private static ObjectNode model(ModelSource model, boolean withAdapter) {
        ObjectNode node = object().put("kind", model.kind()).put("base", model.base());
        if (withAdapter) {
            model.adapter().ifPresent(adapter -> node.put("adapter", adapter));
        }
        node.put("dtype", model.dtype()).put("device", model.device());
        model.options().forEach(node::put);
        return node;
    }

    private static ObjectNode defaults(SuiteDefaults defaults) {
        ObjectNode node = object().put("seed", defaults.seed());
        if (defaults.topK() > 0) {
            node.put("top_k", defaults.topK());
        }
        node.put("coverage_threshold", defaults.coverageThreshold());
        if (defaults.look() > 1) {
            node.put("look", defaults.look());
        }
        defaults.chat().ifPresent(chat -> {
            node.put("chat", true);
            chat.system().ifPresent(system -> node.put("chat_system", system));
        });
        ObjectNode weights = node.putObject("score_weights");
        for (Category category : Category.values()) {
            weights.put(
                    category.name().toLowerCase(Locale.ROOT),
                    defaults.scoreWeights().get(category));
        }
        return node;
    }

    private static ObjectNode entry(SuiteEntry entry) {
        boolean unbuilt = entry.spec() instanceof UnbuiltSpec;
        ObjectNode node = object().put("name", entry.spec().name());
        node.put(
                "kind",
                entry.spec() instanceof UnbuiltSpec spec
                        ? spec.kind()
                        : ProbeRegistry.shared().forSpec(entry.spec()).kind().name());
        if (!entry.enabled()) {
            node.put("enabled", false);
        }
        if (entry.weight() != 1) {
            node.put("weight", entry.weight());
        }
        ObjectNode settings = unbuilt
                ? ((UnbuiltSpec) entry.spec()).settings()
                : SuiteJson.strict(entry.spec().getClass()).valueToTree(entry.spec());
        settings.properties().forEach(setting -> {
            if (!setting.getValue().isNull() && !node.has(setting.getKey())) {
                node.set(setting.getKey(), setting.getValue());
            }
        });
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
