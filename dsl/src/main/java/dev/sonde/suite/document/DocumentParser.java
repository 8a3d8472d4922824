package dev.sonde.suite.document;

import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionKind;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents line by line. A {@code ## heading} begins a section; {@code ::instruction::} and {@code ::preference::},
 * and fenced blocks of these names, begin sections of questions and of preferences, up to the next of such lines, {@code
 * ::prose::} or {@code ::end::}. Lines inside other fenced blocks are text.
 */
final class DocumentParser {

    private static final Pattern HEADING = Pattern.compile("(#{1,2})\\s+(.+?)\\s*#*\\s*");
    private static final Pattern MARKER = Pattern.compile(":{2,3}\\s*/?([A-Za-z_-]+)\\b([^:]*):{0,3}\\s*");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})\\s*([A-Za-z_-]*)(.*)");
    private static final Pattern TAG = Pattern.compile("(?:tag\\s*=\\s*\"?|#)([\\w-]+)");
    private static final Set<String> PLAIN = Set.of("prose", "end", "text");
    private static final String RULE = "---";

    private final String name;
    private final String hash;
    private final Map<String, String> frontMatter = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String title = "";

    /** A section as far as it was read. */
    private record Part(String heading, Optional<SectionKind> declared, Optional<String> tag, StringBuilder text) {}

    DocumentParser(String name, String hash) {
        this.name = name;
        this.hash = hash;
    }

    SourceDocument parse(String text) {
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        int start = frontMatter(lines);
        begin("", Optional.empty(), Optional.empty());
        body(lines.subList(start, lines.size()));
        List<Section> sections = sections();
        if (sections.isEmpty()) {
            notes.add("the document has no text");
        }
        String called = title.isEmpty() ? frontMatter.getOrDefault("title", name) : title;
        return new SourceDocument(name, Optional.empty(), hash, called, frontMatter, sections, notes);
    }

    private int frontMatter(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).strip().equals(RULE)) {
            return 0;
        }
        int end = lines.subList(1, lines.size()).stream()
                .map(String::strip)
                .toList()
                .indexOf(RULE);
        if (end < 0) {
            return 0;
        }
        for (String line : lines.subList(1, end + 1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                frontMatter.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip().replaceAll("^[\"']|[\"']$", ""));
            }
        }
        return end + 2;
    }

    private void body(List<String> lines) {
        String fence = "";
        boolean own = false; // a fenced block that is a section of its own
        for (String line : lines) {
            StopPoint.pass(SourceDocument.READING);
            Matcher fenced = FENCE.matcher(line);
            if (fenced.matches() && fence.isEmpty()) {
                fence = fenced.group(1);
                Optional<SectionKind> kind = kind(fenced.group(2));
                own = kind.isPresent();
                if (own) {
                    begin(heading(), kind, tag(fenced.group(3)));
                    continue;
                }
            } else if (!fence.isEmpty() && line.strip().equals(fence)) {
                fence = "";
                if (own) {
                    begin(heading(), Optional.empty(), Optional.empty());
                    continue;
                }
            } else if (fence.isEmpty() && structure(line)) {
                continue;
            }
            current().text().append(line).append('\n');
        }
    }

    private boolean structure(String line) {
        Matcher marker = MARKER.matcher(line);
        if (marker.matches()) {
            String word = marker.group(1).toLowerCase(Locale.ROOT);
            Optional<SectionKind> kind = kind(word);
            if (kind.isEmpty() && !PLAIN.contains(word)) {
                notes.add("sections of kind '%s' are not known; their text is left out".formatted(word));
                parts.add(new Part(IGNORED, Optional.empty(), Optional.empty(), new StringBuilder()));
            } else {
                begin(heading(), kind, tag(marker.group(2)));
            }
            return true;
        }
        Matcher heading = HEADING.matcher(line);
        if (!heading.matches()) {
            return false;
        }
        if (heading.group(1).length() == 1 && title.isEmpty()) {
            title = heading.group(2);
        } else {
            begin(heading.group(2), Optional.empty(), Optional.empty());
        }
        return true;
    }

    private static final String IGNORED = "\0";

    private void begin(String heading, Optional<SectionKind> kind, Optional<String> tag) {
        parts.add(new Part(heading, kind, tag, new StringBuilder()));
    }

    private Part current() {
        return parts.get(parts.size() - 1);
    }

    private String heading() {
        String heading = current().heading();
        return heading.equals(IGNORED) ? "" : heading;
    }

    private static Optional<SectionKind> kind(@Nullable String word) {
        String lower = word == null ? "" : word.toLowerCase(Locale.ROOT);
        return lower.startsWith("instruction")
                ? Optional.of(SectionKind.INSTRUCTION)
                : lower.startsWith("preference") ? Optional.of(SectionKind.PREFERENCE) : Optional.empty();
    }

    private static Optional<String> tag(@Nullable String attributes) {
        Matcher tag = TAG.matcher(attributes == null ? "" : attributes);
        return tag.find() ? Optional.of(tag.group(1)) : Optional.empty();
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        var ids = new HashSet<String>();
        for (Part part : parts) {
            String text = part.text().toString().strip();
            if (!text.isEmpty() && !part.heading().equals(IGNORED)) {
                sections.add(section(part, text, ids));
            }
        }
        return sections;
    }

    private Section section(Part part, String text, Set<String> ids) {
        var block = PairBlock.of(text);
        SectionKind kind = part.declared().orElse(block.kind());
        String id = unique(part.heading().isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : slug(part.heading()), ids);
        boolean parsed =
                switch (kind) {
                    case INSTRUCTION -> !block.questions().isEmpty();
                    case PREFERENCE -> !block.preferences().isEmpty();
                    case PROSE -> true;
                };
        if (!parsed) {
            notes.add(
                    "section '%s' says that it is of kind %s, and nothing in it was understood as such; it is scored as text"
                            .formatted(id, kind.name().toLowerCase(Locale.ROOT)));
        }
        return new Section(
                id,
                kind,
                text,
                kind == SectionKind.INSTRUCTION ? block.questions() : List.of(),
                kind == SectionKind.PREFERENCE ? block.preferences() : List.of(),
                part.tag());
    }

    static String slug(String heading) {
        String slug = heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "section" : slug;
    }

    private static String unique(String wanted, Set<String> ids) {
        String id = wanted;
        for (int i = 2; !ids.add(id); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }
}
