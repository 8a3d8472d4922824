package dev.sonde.suite;

import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import dev.sonde.chat.Message;
import java.util.List;

/**
 * A chat as the model reads it, for people to check: {@link #toString()} shows text and ids.
 *
 * @param messages in order
 * @param text as the template made it
 * @param audit its tokens; none is added to what the template wrote
 */
public record ChatPrompt(List<Message> messages, String text, TokenAudit audit) {

    /** Copies {@code messages}. */
    public ChatPrompt {
        messages = List.copyOf(messages);
    }

    /** The ids in order. */
    public List<Integer> ids() {
        return audit.ids();
    }

    /** The question what comes next. */
    public NextToken nextToken() {
        return new NextToken(text, NextToken.FULL, TextForm.RENDERED);
    }

    /** The question how probable an answer is; {@code answer} is taken as it stands, without a blank before it. */
    public CompletionLogProb answered(String answer) {
        return new CompletionLogProb(text, answer, TextForm.RENDERED);
    }

    /** The task to write an answer. */
    public Generate generate(GenerationParameters parameters) {
        return new Generate(text, parameters, TextForm.RENDERED);
    }

    /** The text, and a table of its tokens. */
    @Override
    public String toString() {
        return text + System.lineSeparator() + audit;
    }
}
