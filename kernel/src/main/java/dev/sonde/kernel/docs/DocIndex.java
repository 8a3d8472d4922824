package dev.sonde.kernel.docs;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The documented words of the library, by name and by the type that they belong to. */
public final class DocIndex {

    /** Where the build puts it. */
    static final String RESOURCE = "/dev/sonde/kernel/docs/index.json";

    private static final Logger LOGGER = Logger.getLogger(DocIndex.class.getName());

    private final List<DocEntry> entries;
    private final Map<String, List<DocEntry>> byName;
    private final Map<String, List<DocEntry>> byHome;

    /** An index of these entries. */
    public DocIndex(List<DocEntry> entries) {
        this.entries = List.copyOf(entries);
        this.byName = entries.stream().collect(Collectors.groupingBy(DocEntry::name));
        this.byHome = entries.stream().collect(Collectors.groupingBy(DocEntry::home));
    }

    /** The index of this library, read at the first call; empty if the kernel was built without it. */
    public static DocIndex shared() {
        return Shared.INDEX;
    }

    private static final class Shared {
        static final DocIndex INDEX = new DocIndex(read());

        private static List<DocEntry> read() {
            try (InputStream json = DocIndex.class.getResourceAsStream(RESOURCE)) {
                if (json != null) {
                    List<DocEntry> read = new Gson()
                            .fromJson(
                                    new InputStreamReader(json, StandardCharsets.UTF_8),
                                    new TypeToken<List<DocEntry>>() {}.getType());
                    return read;
                }
            } catch (IOException unreadable) {
                LOGGER.log(Level.WARNING, "The documentation cannot be read", unreadable);
            }
            return List.of();
        }
    }

    /** Every entry. */
    public List<DocEntry> entries() {
        return entries;
    }

    /** The entries of a simple name; empty when the library has no such word. */
    public List<DocEntry> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The functions, properties and types that need no receiver. */
    public List<DocEntry> topLevel() {
        return byHome.getOrDefault("", List.of());
    }

    /** The members of a type, those of its supertypes, and its extensions; the type's own come first. */
    public List<DocEntry> members(String type) {
        var found = new ArrayList<DocEntry>();
        collect(simple(type), found, new HashSet<>());
        return found;
    }

    private void collect(String type, List<DocEntry> found, Set<String> seen) {
        if (seen.add(type)) {
            found.addAll(byHome.getOrDefault(type, List.of()));
            type(type).ifPresent(entry -> entry.supertypes().forEach(parent -> collect(parent, found, seen)));
        }
    }

    /** The entry of a type, by its simple name or its path, such as {@code View.Partial}. */
    public Optional<DocEntry> type(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return named(simple).stream()
                .filter(entry -> entry.type().isEmpty() && !entry.kind().equals("function"))
                .filter(entry -> name.equals(simple) || name.equals(entry.owner() + "." + simple))
                .findFirst();
    }

    /** The type whose words stand in the braces after a call of this function; empty for functions without such a type. */
    public Optional<String> builderOf(String function) {
        return named(function).stream()
                .map(DocEntry::builder)
                .filter(builder -> !builder.isEmpty() && type(builder).isPresent())
                .findFirst();
    }

    /** The members of a type by name, the first of each. */
    public Map<String, DocEntry> membersByName(String type) {
        return members(type).stream()
                .collect(Collectors.toMap(DocEntry::name, Function.identity(), (first, second) -> first));
    }

    // List<SuiteResult>? is a List
    private static String simple(String type) {
        return type.replaceFirst("<.*", "").replace("?", "").strip();
    }
}
