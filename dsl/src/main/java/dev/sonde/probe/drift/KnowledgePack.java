package dev.sonde.probe.drift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The items that come with the library: 120 in eight categories, each with two wrong answers. */
public final class KnowledgePack {

    /** Its name. */
    public static final String BUILTIN = "builtin";

    private static final String RESOURCE = "/dev/sonde/probe/drift/items.txt";
    private static final String CATEGORY = "== ";
    private static final List<KnowledgeItem> ITEMS = mixed(parse(read()));

    private KnowledgePack() {}

    /** The items, a category after the other in turn, so that the first few are of all categories. */
    public static List<KnowledgeItem> items() {
        return ITEMS;
    }

    private static List<List<KnowledgeItem>> parse(String text) {
        var categories = new ArrayList<List<KnowledgeItem>>();
        String name = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(CATEGORY)) {
                categories.add(new ArrayList<>());
                name = line.substring(CATEGORY.length()).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                categories
                        .get(categories.size() - 1)
                        .add(item(line.split("\\|")).withCategory(name));
            }
        }
        return categories;
    }

    private static KnowledgeItem item(String[] parts) {
        var completions = new ArrayList<String>();
        for (int i = 1; i < parts.length; i++) {
            completions.add(" " + parts[i].strip());
        }
        return new KnowledgeItem(parts[0].strip(), completions.get(0), completions.subList(1, completions.size()));
    }

    private static List<KnowledgeItem> mixed(List<List<KnowledgeItem>> categories) {
        var mixed = new ArrayList<KnowledgeItem>();
        int longest = categories.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (var category : categories) {
                if (i < category.size()) {
                    mixed.add(category.get(i));
                }
            }
        }
        return List.copyOf(mixed);
    }

    private static String read() {
        try (InputStream in = KnowledgePack.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
