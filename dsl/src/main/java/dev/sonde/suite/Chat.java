package dev.sonde.suite;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TextForm;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.chat.ChatTemplateException;
import dev.sonde.chat.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chat with a model, to be made one text by the model's own template. Immutable: each word gives a longer chat.
 *
 * <pre>{@code
 * model.chat().system("Be brief.").user("2 + 2?").assistant("4").user("And 3 + 3?").prompt()
 * }</pre>
 */
public final class Chat {
    private final ScoringBackend backend;
    private final ChatTemplate template;
    private final List<Message> messages;
    private final Map<String, Object> variables;

    private Chat(ScoringBackend backend, ChatTemplate template, List<Message> messages, Map<String, Object> variables) {
        this.backend = backend;
        this.template = template;
        this.messages = messages;
        this.variables = variables;
    }

    /**
     * A chat without a word.
     *
     * @throws dev.sonde.backend.BackendException if the model has no chat template, or none that can be read
     */
    static Chat with(ScoringBackend backend) {
        ChatTemplate template = backend.chatTemplate()
                .orElseThrow(() -> BackendErrors.noChatTemplate(backend.card().name()));
        return new Chat(backend, template, List.of(), Map.of());
    }

    /** With what the model is told before the first turn. */
    public Chat system(String content) {
        return and(Message.system(content));
    }

    /** With what a person says. */
    public Chat user(String content) {
        return and(Message.user(content));
    }

    /** With what the model said. */
    public Chat assistant(String content) {
        return and(Message.assistant(content));
    }

    /** With one more turn. */
    public Chat and(Message message) {
        return new Chat(
                backend,
                template,
                Stream.concat(messages.stream(), Stream.of(message)).toList(),
                variables);
    }

    /** With a value for a switch of the template, such as {@code enable_thinking}: a text, a number or a truth value. */
    public Chat set(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(variables);
        more.put(name, value);
        return new Chat(backend, template, messages, Map.copyOf(more));
    }

    /** What the text of the chat is made by. */
    public ChatTemplate template() {
        return template;
    }

    /**
     * The text, ending where the model's answer begins.
     *
     * @throws dev.sonde.backend.BackendException if the template does not take these messages
     */
    public String text() {
        try {
            return template.render(messages, true, variables);
        } catch (ChatTemplateException e) {
            throw BackendErrors.chatTemplate(e);
        }
    }

    /**
     * The text with the ids that the model reads.
     *
     * @throws dev.sonde.backend.BackendException if the template does not take these messages
     */
    public ChatPrompt prompt() {
        String text = text();
        return new ChatPrompt(messages, text, backend.audit(new NextToken(text, NextToken.FULL, TextForm.RENDERED)));
    }

    /** The turns, as they were given. */
    @Override
    public String toString() {
        return messages.isEmpty()
                ? "A chat without a word; say something with .user(…)"
                : messages.stream()
                        .map(message -> message.role() + ": " + message.content())
                        .collect(Collectors.joining("\n"));
    }
}
