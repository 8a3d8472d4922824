package dev.sonde.suite.autogen;

import dev.sonde.backend.ContentHash;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A document that an adapter was trained on, section by section: Markdown, or {@code .dlm}.
 *
 * @param name of the file
 * @param hash the first 12 digits of the SHA-256 of its text
 * @param title its first heading, else the front matter's title, else the name
 * @param frontMatter the keys between {@code ---} lines at the start; empty without
 * @param sections in the document's order; ids are made of headings and are unique
 * @param notes what was not understood, in plain words
 */
public record SourceDocument(
        String name,
        String hash,
        String title,
        Map<String, String> frontMatter,
        List<Section> sections,
        List<String> notes) {

    /** Copies map and lists. */
    public SourceDocument {
        frontMatter = Map.copyOf(frontMatter);
        sections = List.copyOf(sections);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException if it cannot be read as UTF-8 text
     */
    public static SourceDocument read(Path file) {
        try {
            return parse(Files.readString(file), file.getFileName().toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "Document '%s' cannot be read as UTF-8 text: %s".formatted(file, unreadable), unreadable);
        }
    }

    /** Reads the text of a file called {@code name}. */
    public static SourceDocument parse(String text, String name) {
        return new DocumentParser(name, ContentHash.of(Map.of("text", text)).substring(0, 12)).parse(text);
    }

    /** The text of its prose sections, without questions, answers and rejected answers. */
    public String prose() {
        return sections.stream()
                .filter(section -> section.kind() == SectionKind.PROSE)
                .map(Section::content)
                .filter(content -> !content.isBlank())
                .collect(Collectors.joining("\n\n"));
    }
}
