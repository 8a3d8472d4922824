package dev.sonde.suite;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the entries of {@code suite}: each a name, a kind, and the settings of that kind. */
final class ProbeEntryReader {
    private static final List<String> COMMON = List.of("name", "kind", "enabled", "weight");

    /** What specs with paths are handed beside their keys. */
    private static final String DIRECTORY = "directory";

    /** Kinds of the reference that this version does not have. */
    static final List<String> NOT_YET = List.of();

    private final boolean skipUnbuilt;
    private final InjectableValues injected;

    /** A reader of entries whose relative paths are meant from {@code directory}. */
    ProbeEntryReader(boolean skipUnbuilt, Path directory) {
        this.skipUnbuilt = skipUnbuilt;
        this.injected = new InjectableValues.Std().addValue(DIRECTORY, directory);
    }

    /** One entry; empty when it has a problem. */
    Optional<SuiteEntry> read(YamlSection entry) {
        Optional<String> name = required(entry, "name");
        Optional<String> kind = required(entry, "kind");
        boolean enabled = entry.truth("enabled").orElse(true);
        double weight = entry.number("weight").orElse(1.0);
        if (name.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        try {
            return spec(entry, name.get(), kind.get(), enabled).map(spec -> new SuiteEntry(spec, enabled, weight));
        } catch (IllegalArgumentException refused) {
            entry.problem("weight", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<String> required(YamlSection entry, String key) {
        if (!entry.node().hasNonNull(key)) {
            entry.problem(key, entry.what() + " has no '" + key + "'; every probe has a name and a kind");
        }
        return entry.text(key);
    }

    private Optional<ProbeSpec> spec(YamlSection entry, String name, String kind, boolean enabled) {
        Optional<Probe<?, ?>> probe = ProbeRegistry.shared().find(kind);
        if (probe.isPresent()) {
            return settings(entry, name, probe.get());
        }
        boolean notYet = NOT_YET.contains(kind);
        if (notYet && (skipUnbuilt || !enabled)) {
            ObjectNode settings = entry.node().deepCopy();
            settings.remove(COMMON);
            return Optional.of(new UnbuiltSpec(name, kind, settings));
        }
        var known = new TreeSet<String>();
        ProbeRegistry.shared().all().forEach(each -> known.add(each.kind().name()));
        entry.problem(
                "kind",
                notYet
                        ? "probe '%s' is of kind '%s', which this version does not have yet; disable or remove it, or let such kinds be skipped. It has: %s"
                                .formatted(name, kind, String.join(", ", known))
                        : "probe '%s' is of the unknown kind '%s'%s Known: %s"
                                .formatted(name, kind, Nearest.hint(kind, known), String.join(", ", known)));
        return Optional.empty();
    }

    private Optional<ProbeSpec> settings(YamlSection entry, String name, Probe<?, ?> probe) {
        JsonMapper json = SuiteJson.strict(probe.kind().specType());
        JavaType type = json.constructType(probe.kind().specType());
        var known = new TreeSet<>(COMMON);
        json.getDeserializationConfig().introspect(type).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .forEach(known::add);
        known.remove(DIRECTORY);
        String what = "probe '%s' (%s)".formatted(name, probe.kind().name());
        boolean allKnown = new YamlSection(entry.node(), entry.pointer(), what, entry.problems()).only(known);
        ObjectNode settings = entry.node().deepCopy();
        settings.remove(List.of("kind", "enabled", "weight"));
        settings.retain(known);
        var unfit = EntryValues.unfit(settings, "");
        if (unfit.isPresent()) {
            String place = unfit.get().getKey();
            entry.problems()
                    .add(
                            entry.pointer() + place,
                            "%s: '%s' %s"
                                    .formatted(what, named(place), unfit.get().getValue()));
            return Optional.empty();
        }
        try {
            return Optional.of(
                    json.reader(injected).treeToValue(settings, probe.kind().specType()));
        } catch (JsonMappingException refused) {
            if (!allKnown && (refused.getCause() instanceof IllegalArgumentException || lacks(entry, refused))) {
                return Optional.empty(); // most likely for want of the misspelt key
            }
            entry.problems().add(pointer(entry, refused), what + ": " + reason(entry, refused));
        } catch (JsonProcessingException refused) {
            entry.problems().add(entry.pointer(), what + ": " + refused.getOriginalMessage());
        }
        return Optional.empty();
    }

    private static String pointer(YamlSection entry, JsonMappingException refused) {
        var pointer = new StringBuilder(entry.pointer());
        for (JsonMappingException.Reference step : refused.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }

    /** The place of the problem within the entry. */
    private static String where(YamlSection entry, JsonMappingException refused) {
        return pointer(entry, refused).substring(entry.pointer().length());
    }

    private static boolean lacks(YamlSection entry, JsonMappingException refused) {
        var node = entry.node().at(where(entry, refused));
        return node.isMissingNode() || node.isNull();
    }

    private static String reason(YamlSection entry, JsonMappingException refused) {
        if (refused.getCause() instanceof IllegalArgumentException unfit) {
            return String.valueOf(unfit.getMessage());
        }
        if (refused instanceof UnrecognizedPropertyException unknown) {
            var known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return "unknown key '%s'%s"
                    .formatted(unknown.getPropertyName(), Nearest.hint(unknown.getPropertyName(), known));
        }
        if (refused instanceof MismatchedInputException mismatch
                && !refused.getPath().isEmpty()) {
            String where = where(entry, refused);
            if (lacks(entry, refused)) {
                return "'%s' is missing".formatted(named(where));
            }
            return "'%s' has to be %s, got %s"
                    .formatted(named(where), type(mismatch), entry.node().at(where));
        }
        if (refused.getCause() instanceof InputCoercionException) {
            String where = where(entry, refused);
            return "'%s' is a whole number out of range: %s"
                    .formatted(named(where), entry.node().at(where));
        }
        return refused.getOriginalMessage();
    }

    private static String named(String place) {
        return place.substring(1).replace('/', '.');
    }

    private static String type(MismatchedInputException mismatch) {
        Class<?> target = mismatch.getTargetType() == null ? Object.class : mismatch.getTargetType();
        if (target == String.class) {
            return "text (quote it)";
        }
        if (target == Integer.class || target == Long.class || target == int.class || target == long.class) {
            return "a whole number";
        }
        if (target == Double.class || target == double.class) {
            return "a number";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "true or false";
        }
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                    .collect(joining(" or "));
        }
        return Collection.class.isAssignableFrom(target) ? "a list" : "a " + target.getSimpleName();
    }
}
