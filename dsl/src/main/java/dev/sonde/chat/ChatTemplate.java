package dev.sonde.chat;

import dev.sonde.chat.jinja.JinjaException;
import dev.sonde.chat.jinja.None;
import dev.sonde.chat.jinja.Template;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's own way to make one text of messages, as transformers does it.
 *
 * <p>The text holds its special tokens itself, so that none are added to it when it becomes tokens. Whatever stands in a
 * message is text: {@code {{...}}} in it is not interpreted; but a special token's spelling, such as {@code <|im_end|>},
 * becomes that token, as in transformers.
 */
public final class ChatTemplate {
    private final String source;
    private final Template template;
    private final Map<String, String> specialTokens;

    private ChatTemplate(String source, Template template, Map<String, String> specialTokens) {
        this.source = source;
        this.template = template;
        this.specialTokens = specialTokens;
    }

    /**
     * Reads a template.
     *
     * @param source in Jinja
     * @param specialTokens by the names that templates use, such as {@code bos_token}
     * @throws ChatTemplateException naming the line, if it uses something that is not known here
     */
    public static ChatTemplate of(String source, Map<String, String> specialTokens) {
        try {
            return new ChatTemplate(source, Template.of(source), Map.copyOf(specialTokens));
        } catch (JinjaException e) {
            throw new ChatTemplateException(
                    "The chat template cannot be read: %s. ".formatted(e.getMessage())
                            + "Render the prompts elsewhere and give them as plain text, or use another template.",
                    e);
        }
    }

    /**
     * The text of a chat.
     *
     * @param messages at least one
     * @param answer whether the text ends where the model's answer begins
     * @throws ChatTemplateException if the template does not take these messages
     */
    public String render(List<Message> messages, boolean answer) {
        return render(messages, answer, Map.of());
    }

    /**
     * The text of a chat, with values for the template's own switches.
     *
     * @param variables by name, such as {@code enable_thinking}: texts, numbers, truth values, lists and maps of these
     * @throws ChatTemplateException if the template does not take these messages
     */
    public String render(List<Message> messages, boolean answer, Map<String, ?> variables) {
        Map<String, Object> all = new LinkedHashMap<>(specialTokens);
        all.put("tools", None.NONE);
        all.put("documents", None.NONE);
        all.putAll(variables);
        all.put("messages", messages.stream().map(ChatTemplate::plain).toList());
        all.put("add_generation_prompt", answer);
        try {
            return template.render(all, LocalDateTime.now());
        } catch (JinjaException e) {
            throw new ChatTemplateException(message(e, messages), e);
        }
    }

    private static Map<String, Object> plain(Message message) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("role", message.role());
        plain.put("content", message.content());
        return plain;
    }

    private static String message(JinjaException cause, List<Message> messages) {
        List<String> roles = messages.stream().map(Message::role).toList();
        return cause.isRefusal()
                ? "The model's chat template refuses a chat of %s: %s. ".formatted(roles, cause.getMessage())
                        + "Many templates want user and assistant in turn, and some no system message."
                : "The model's chat template cannot be rendered for a chat of %s: %s. "
                                .formatted(roles, cause.getMessage())
                        + "Render the prompts elsewhere and give them as plain text.";
    }

    /** The template itself, in Jinja. */
    public String source() {
        return source;
    }

    /** Whether the text depends on the day on which it is made: the same chat is another prompt tomorrow. */
    public boolean tellsTheDate() {
        return source.contains("strftime_now");
    }
}
