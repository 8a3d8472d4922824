package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.djl.arch.ConfigErrors;
import dev.sonde.backend.djl.arch.ConfigFields;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which modules an adapter targets, as PEFT matches names.
 *
 * @param description the field's value, for messages
 * @param names the entries of a list; empty for an expression
 * @param everyLinear whether all linear layers but the head are meant
 * @param targets decides by name
 */
record TargetRule(String description, List<String> names, boolean everyLinear, Predicate<String> targets) {

    static TargetRule of(ConfigFields config, List<String> saved) {
        JsonNode node =
                config.find("target_modules").orElseThrow(() -> ConfigErrors.missing(config.file(), "target_modules"));
        Predicate<String> allowed =
                excluded(config).or(savedOrInside(config, saved)).negate();
        if (!node.isTextual()) {
            List<String> names = AdapterConfig.texts(config, "target_modules");
            return new TargetRule(
                    node.toString(), names, false, listed(config, names).and(allowed));
        }
        if (node.textValue().equalsIgnoreCase("all-linear")) {
            return new TargetRule(node.toString(), List.of(), true, allowed);
        }
        return new TargetRule(
                node.toString(),
                List.of(),
                false,
                matching(config, "target_modules", node.textValue()).and(allowed));
    }

    /** Whether {@code module} gets low-rank weights; {@code head} is the model's last module. */
    boolean covers(ModuleSpec module, ModuleSpec head) {
        return switch (module.kind()) {
            case NORM -> false;
            case EMBEDDING -> !everyLinear && targets(module);
            case LINEAR -> !(everyLinear && module.equals(head)) && targets(module);
        };
    }

    private boolean targets(ModuleSpec module) {
        return targets.test(module.name()) || targets.test(module.formerName());
    }

    /** Whether {@code module} is one of {@code names}, or ends in one. */
    static boolean named(String module, List<String> names) {
        return names.stream().anyMatch(name -> module.equals(name) || module.endsWith("." + name));
    }

    /** PEFT takes the entries of modules_to_save as expressions here, and what lies inside a saved module is out too. */
    private static Predicate<String> savedOrInside(ConfigFields config, List<String> saved) {
        List<Pattern> patterns = saved.stream()
                .map(name -> compile(config.file(), "modules_to_save", "(^|.*\\.)" + name + "($|\\..*)"))
                .toList();
        return module ->
                patterns.stream().anyMatch(pattern -> pattern.matcher(module).lookingAt());
    }

    private static Predicate<String> excluded(ConfigFields config) {
        return config.find("exclude_modules")
                .filter(JsonNode::isTextual)
                .map(node -> matching(config, "exclude_modules", node.textValue()))
                .orElseGet(() -> {
                    List<String> names = AdapterConfig.texts(config, "exclude_modules");
                    return name -> named(name, names);
                });
    }

    private static Predicate<String> matching(ConfigFields config, String field, String expression) {
        return compile(config.file(), field, expression).asMatchPredicate();
    }

    private static Predicate<String> listed(ConfigFields config, List<String> names) {
        List<Integer> layers = layers(config);
        List<Pattern> patterns = layerPatterns(config);
        return module -> names.contains(module)
                || named(module, names)
                        && (layers.isEmpty()
                                || layer(module, patterns)
                                        .filter(layers::contains)
                                        .isPresent());
    }

    private static List<Integer> layers(ConfigFields config) {
        List<Integer> layers = new ArrayList<>();
        config.find("layers_to_transform").ifPresent(node -> {
            if (node.isIntegralNumber()) {
                layers.add(node.intValue());
            }
            node.forEach(item -> layers.add(item.intValue()));
        });
        return layers;
    }

    private static List<Pattern> layerPatterns(ConfigFields config) {
        List<String> names = AdapterConfig.texts(config, "layers_pattern");
        return names.isEmpty()
                ? List.of(Pattern.compile(".*?\\.[^.]*\\.(\\d+)\\."))
                : names.stream()
                        .map(name -> compile(config.file(), "layers_pattern", "(?:^|.*?\\.)" + name + "\\.(\\d+)\\."))
                        .toList();
    }

    private static Optional<Integer> layer(String module, List<Pattern> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(module))
                .filter(Matcher::lookingAt)
                .map(matcher -> Integer.valueOf(matcher.group(matcher.groupCount())))
                .findFirst();
    }

    /** Compiles an expression of the file's {@code field}. */
    static Pattern compile(Path file, String field, String expression) {
        try {
            return pattern(expression);
        } catch (PatternSyntaxException e) {
            throw ConfigErrors.value(
                    file, field, "'" + expression + "'", "It is no regular expression: " + e.getDescription() + ".");
        }
    }

    /** An expression in Python's spelling; named groups lose their names. */
    static Pattern pattern(String expression) {
        return Pattern.compile(expression.replaceAll("\\(\\?P<\\w+>", "("));
    }
}
