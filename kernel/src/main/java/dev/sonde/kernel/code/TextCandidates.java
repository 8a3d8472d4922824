package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.docs.DocParameter;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.Completion;
import dev.sonde.probe.ProbeRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Completes the text between quotes, where it is known what it stands for: a path, a kind of probe, one of a few words. */
final class TextCandidates {

    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*=\\s*\"+$");
    private static final Pattern CHOICE = Pattern.compile("`([a-z0-9_-]+)`");
    private static final Pattern KINDS = Pattern.compile("(?i)\\w*kinds?");
    private static final Pattern JDK_FILES = Pattern.compile("\\b(?:File|Path|Path\\.of|Paths\\.get)\\($");
    private static final Map<String, List<String>> LIKED = Map.of(
            "yaml", List.of(".yaml", ".yml"),
            "readResult", List.of(".json"),
            "autogen", List.of(".md", ".dlm"),
            "hf", List.of("/"));

    private final DocIndex docs;
    private final Supplier<Path> directory;

    TextCandidates(DocIndex docs, Supplier<Path> directory) {
        this.docs = docs;
        this.directory = directory;
    }

    Completion complete(String code, int cursor, CodeSpot spot) {
        String typed = spot.prefix();
        Optional<DocParameter> parameter = parameter(code, spot);
        if (parameter.filter(DocParameter::isPath).isPresent() && !typed.contains("\\")) {
            int slash = typed.lastIndexOf('/') + 1;
            List<String> liked = spot.arguments()
                    .map(call -> LIKED.getOrDefault(call.name(), List.of()))
                    .orElse(List.of());
            return new Completion(
                    PathCandidates.of(directory.get(), typed, liked).stream()
                            .map(TextCandidates::escaped)
                            .toList(),
                    spot.start() + slash,
                    cursor);
        }
        List<Candidate> words = parameter.stream()
                .flatMap(TextCandidates::choices)
                .filter(word -> word.startsWith(typed))
                .map(word -> new Candidate(word, word, "value", ""))
                .toList();
        return new Completion(words, spot.start(), cursor);
    }

    private static Candidate escaped(Candidate file) {
        String text = file.text().replace("$", "\\$").replace("\"", "\\\"");
        return new Candidate(text, file.display(), file.kind(), file.type());
    }

    private static Stream<String> choices(DocParameter parameter) {
        if (KINDS.matcher(parameter.name()).matches()) {
            return ProbeRegistry.shared().all().stream()
                    .map(probe -> probe.kind().name())
                    .sorted();
        }
        List<String> named = CHOICE.matcher(parameter.text())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        return named.size() < 2 ? Stream.of() : named.stream();
    }

    /** What the string is: a property of a builder that it is assigned to, or an argument of a call. */
    private Optional<DocParameter> parameter(String code, CodeSpot spot) {
        Matcher assigned = ASSIGNED.matcher(code.substring(0, spot.start()));
        if (spot.arguments().isPresent()) {
            return argument(code, spot.arguments().get());
        }
        if (!assigned.find()) {
            return Optional.empty();
        }
        String name = assigned.group(1);
        return Builders.around(spot, docs)
                .flatMap(builder -> docs.members(builder).stream()
                        .filter(member -> member.name().equals(name))
                        .findFirst())
                .map(TextCandidates::parameter)
                .or(() -> Optional.of(new DocParameter(name, "String", "", "")));
    }

    private static DocParameter parameter(DocEntry property) {
        return new DocParameter(property.name(), property.type(), property.defaultValue(), property.text());
    }

    private Optional<DocParameter> argument(String code, OpenCall call) {
        if (JDK_FILES.matcher(code.substring(0, call.opened())).find()) {
            return Optional.of(new DocParameter("file", "String", "", ""));
        }
        return docs.named(call.name()).stream()
                .flatMap(function -> Arguments.of(function, call).stream())
                .map(each -> KINDS.matcher(call.name()).matches() ? new DocParameter("kinds", "String", "", "") : each)
                .findFirst()
                .or(() -> Optional.of(new DocParameter(call.named(), "String", "", "")));
    }
}
