package dev.sonde.suite.document;

import dev.sonde.backend.ContentHash;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.sections.QuestionAnswer;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document that an adapter was trained on, section by section: Markdown, or {@code .dlm}.
 *
 * @param name of the file
 * @param file where it was read; empty for a text
 * @param hash the first 12 digits of the SHA-256 of its text
 * @param title its first heading, else the front matter's title, else the name
 * @param frontMatter the keys between {@code ---} lines at the start; empty without
 * @param sections in the document's order; ids are made of headings and are unique
 * @param notes what was not understood, in plain words
 */
public record SourceDocument(
        String name,
        Optional<Path> file,
        String hash,
        String title,
        Map<String, String> frontMatter,
        List<Section> sections,
        List<String> notes) {

    static final String READING = "during the reading of a document";

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
            return parse(Files.readString(file), file.getFileName().toString()).at(file);
        } catch (NoSuchFileException none) {
            throw new UncheckedIOException("There is no document '%s'.".formatted(file), none);
        } catch (CharacterCodingException binary) {
            throw new UncheckedIOException("Document '%s' is not UTF-8 text.".formatted(file), binary);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "Document '%s' cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /** Reads the text of a file called {@code name}. */
    public static SourceDocument parse(String text, String name) {
        return new DocumentParser(name, ContentHash.of(Map.of("text", text)).substring(0, 12)).parse(text);
    }

    private SourceDocument at(Path place) {
        return new SourceDocument(name, Optional.of(place), hash, title, frontMatter, sections, notes);
    }

    /**
     * The same with its questions and preferences as a model is asked them: bare for a chat, whose template frames them, and
     * otherwise between {@code Question:} and {@code Answer:}, the answer behind a blank. A prompt without a final mark is
     * the beginning of a text, and stays as it is.
     */
    public SourceDocument asked(boolean chat) {
        return new SourceDocument(
                name,
                file,
                hash,
                title,
                frontMatter,
                sections.stream().map(section -> framed(section, chat)).toList(),
                notes);
    }

    private static Section framed(Section section, boolean chat) {
        return new Section(
                section.id(),
                section.kind(),
                section.content(),
                section.probes().stream()
                        .map(each -> new QuestionAnswer(prompt(each.prompt(), chat), gold(each.gold(), chat)))
                        .toList(),
                section.preferences().stream()
                        .map(each -> new PreferenceTriple(
                                prompt(each.prompt(), chat), gold(each.chosen(), chat), gold(each.rejected(), chat)))
                        .toList(),
                section.tag());
    }

    private static String prompt(String text, boolean chat) {
        return chat || !text.matches("(?s).*[?.!]") ? text : "Question: " + text + "\nAnswer:";
    }

    private static String gold(String text, boolean chat) {
        return chat ? text : " " + text;
    }

    /** The texts of its sections of running text, each once. */
    public List<String> proseTexts() {
        return sections.stream()
                .filter(section -> section.kind() == SectionKind.PROSE)
                .map(Section::content)
                .distinct()
                .toList();
    }

    /** The text of its prose sections, without questions, answers and rejected answers. */
    public String prose() {
        return String.join("\n\n", proseTexts());
    }

    /** Whether {@code name} is the id of a section, or the heading that its id was made of. */
    public static boolean isNamed(Section section, String name) {
        return name.equals(section.id()) || DocumentParser.slug(name).equals(section.id());
    }
}
