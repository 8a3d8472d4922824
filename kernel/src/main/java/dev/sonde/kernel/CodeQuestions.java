package dev.sonde.kernel;

import dev.sonde.kernel.code.CodeAssistant;
import dev.sonde.kernel.code.CodeInspector;
import dev.sonde.kernel.magic.MagicText;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.Completion;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.reply.CompleteReply;
import io.github.spencerpark.jupyter.messages.reply.InspectReply;
import io.github.spencerpark.jupyter.messages.reply.IsCompleteReply;
import io.github.spencerpark.jupyter.messages.request.CompleteRequest;
import io.github.spencerpark.jupyter.messages.request.InspectRequest;
import io.github.spencerpark.jupyter.messages.request.IsCompleteRequest;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what clients ask about code that does not run: completion, inspection, completeness. */
final class CodeQuestions implements AutoCloseable {

    private static final String INDENT = "    ";

    private final CodeAssistant assistant;
    private final CodeInspector inspector;
    private final BooleanSupplier newer;

    /**
     * Answers.
     *
     * @param newer whether another completion is asked for already: then nobody waits for this one
     */
    CodeQuestions(CodeAssistant assistant, CodeInspector inspector, BooleanSupplier newer) {
        this.assistant = assistant;
        this.inspector = inspector;
        this.newer = newer;
    }

    void complete(ShellReplyEnvironment environment, Message<CompleteRequest> message) {
        String code = message.getContent().getCode();
        int cursor = CodePoints.toUtf16(code, message.getContent().getCursorPos());
        Completion completion =
                newer.getAsBoolean() ? new Completion(List.of(), cursor, cursor) : assistant.complete(code, cursor);
        int start = CodePoints.fromUtf16(code, completion.start());
        int end = CodePoints.fromUtf16(code, completion.end());
        List<String> matches =
                completion.candidates().stream().map(Candidate::text).toList();
        List<Map<String, Object>> types = completion.candidates().stream()
                .map(candidate -> Map.<String, Object>of(
                        "text", candidate.text(),
                        "type", candidate.kind(),
                        "signature", signature(candidate),
                        "start", start,
                        "end", end))
                .toList();
        environment.reply(new CompleteReply(matches, start, end, Map.of("_jupyter_types_experimental", types)));
    }

    private static String signature(Candidate candidate) {
        boolean whole = candidate.type().isEmpty() || candidate.display().contains(" ");
        return whole ? candidate.display() : candidate.display() + ": " + candidate.type();
    }

    void inspect(ShellReplyEnvironment environment, Message<InspectRequest> message) {
        InspectRequest request = message.getContent();
        int offset = CodePoints.toUtf16(request.getCode(), request.getCursorPos());
        var found = inspector.inspect(request.getCode(), offset, request.getDetailLevel() > 0);
        environment.reply(new InspectReply(
                found.isPresent(), found.map(Bundles::toDisplayData).orElseGet(DisplayData::new)));
    }

    void isComplete(ShellReplyEnvironment environment, Message<IsCompleteRequest> message) {
        environment.reply(state(withoutMagics(message.getContent().getCode())));
    }

    private static String withoutMagics(String code) {
        MagicText text = MagicText.of(code);
        return !text.hasMagics()
                ? code
                : text.parts().stream()
                        .flatMap(part ->
                                part instanceof MagicText.Kotlin kotlin ? Stream.of(kotlin.code()) : Stream.of())
                        .collect(Collectors.joining("\n"));
    }

    private IsCompleteReply state(String code) {
        var syntax = assistant.syntax(code);
        if (syntax.isEmpty()) {
            return IsCompleteReply.UNKNOWN;
        }
        return switch (syntax.get()) {
            case COMPLETE -> IsCompleteReply.VALID_CODE;
            case INVALID -> IsCompleteReply.INVALID_CODE;
            case INCOMPLETE -> IsCompleteReply.getIncompleteReplyWithIndent(indent(code));
        };
    }

    /** The last line's indentation, one step deeper after an opening bracket. */
    private static String indent(String code) {
        String last = code.lines().reduce("", (before, line) -> line);
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.stripTrailing().matches(".*[{(\\[]|.*->") ? indent + INDENT : indent;
    }

    /** Asks the compiler once, so that the first question of a user finds it warm. */
    void warmUp() {
        assistant.warmUp();
    }

    @Override
    public void close() {
        assistant.close();
        inspector.close();
    }
}
