package dev.sonde.suite.document;

import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.sections.QuestionAnswer;
import dev.sonde.probe.sections.SectionKind;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Questions with answers, and prompts with a chosen and a rejected answer, in a section's text. Each part begins with its
 * label: as a heading ({@code ### Q}), before a colon ({@code Answer: …}) or in bold ({@code **Chosen**}).
 *
 * @param questions in order
 * @param preferences in order
 * @param other whether there is text before the first label
 */
record PairBlock(List<QuestionAnswer> questions, List<PreferenceTriple> preferences, boolean other) {

    private static final Pattern LABEL = Pattern.compile(
            "\\s*(?:[-*]\\s+)?(?<heading>#{1,6}\\s+)?(?<bold>\\*\\*)?"
                    + "(?<label>q|question|prompt|instruction|user|a|answer|gold|response|assistant|chosen|preferred|rejected)"
                    + "\\s*\\d*\\s*(?:(?<colon>:)\\s*(?:\\*\\*)?|\\*\\*\\s*(?<after>:)?|$)\\s*(?<text>.*)",
            Pattern.CASE_INSENSITIVE);

    /** What a label means. */
    private enum Role {
        PROMPT,
        ANSWER,
        CHOSEN,
        REJECTED
    }

    static PairBlock of(String text) {
        var reader = new Reader();
        text.lines().forEach(reader::line);
        reader.end();
        return new PairBlock(List.copyOf(reader.questions), List.copyOf(reader.preferences), reader.other);
    }

    /** What a section that does not say its kind is, by its text. */
    SectionKind kind() {
        if (other || questions.isEmpty() && preferences.isEmpty()) {
            return SectionKind.PROSE;
        }
        return preferences.isEmpty() ? SectionKind.INSTRUCTION : SectionKind.PREFERENCE;
    }

    /** Gathers the parts of one question or preference at a time. */
    private static final class Reader {
        private final List<QuestionAnswer> questions = new ArrayList<>();
        private final List<PreferenceTriple> preferences = new ArrayList<>();
        private final Map<Role, StringBuilder> parts = new EnumMap<>(Role.class);
        private StringBuilder text = new StringBuilder();
        private boolean other;

        void line(String line) {
            StopPoint.pass(SourceDocument.READING);
            Matcher label = LABEL.matcher(line);
            if (label.matches()
                    && (label.group("heading") != null
                            || label.group("bold") != null
                            || label.group("colon") != null)) {
                Role role = role(label.group("label").toLowerCase(Locale.ROOT));
                if (role == Role.PROMPT) {
                    end();
                }
                text = new StringBuilder(label.group("text"));
                parts.put(role, text);
            } else {
                other |= parts.isEmpty() && !line.isBlank();
                text.append('\n').append(line);
            }
        }

        private static Role role(String label) {
            return switch (label) {
                case "a", "answer", "gold", "response", "assistant" -> Role.ANSWER;
                case "chosen", "preferred" -> Role.CHOSEN;
                case "rejected" -> Role.REJECTED;
                default -> Role.PROMPT;
            };
        }

        void end() {
            String prompt = part(Role.PROMPT);
            if (!prompt.isEmpty() && !part(Role.ANSWER).isEmpty()) {
                questions.add(new QuestionAnswer(prompt, part(Role.ANSWER)));
            }
            if (!prompt.isEmpty()
                    && !part(Role.CHOSEN).isEmpty()
                    && !part(Role.REJECTED).isEmpty()
                    && !part(Role.CHOSEN).equals(part(Role.REJECTED))) {
                preferences.add(new PreferenceTriple(prompt, part(Role.CHOSEN), part(Role.REJECTED)));
            }
            parts.clear();
            text = new StringBuilder();
        }

        private String part(Role role) {
            return parts.getOrDefault(role, new StringBuilder()).toString().strip();
        }
    }
}
