package dev.sonde.kernel;

import dev.sonde.kernel.repl.Analysis;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
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

/** Answers what clients ask about code that does not run: completion, inspection, completeness. */
final class CodeQuestions {

    private static final String INDENT = "    ";

    private final CellCompiler compiler;
    private final Inspector inspector;

    CodeQuestions(CellCompiler compiler, Inspector inspector) {
        this.compiler = compiler;
        this.inspector = inspector;
    }

    void complete(ShellReplyEnvironment environment, Message<CompleteRequest> message) {
        String code = message.getContent().getCode();
        Completion completion = compiler.complete(
                code, CodePoints.toUtf16(code, message.getContent().getCursorPos()));
        int start = CodePoints.fromUtf16(code, completion.start());
        int end = CodePoints.fromUtf16(code, completion.end());
        List<String> matches =
                completion.candidates().stream().map(Candidate::text).toList();
        List<Map<String, Object>> types = completion.candidates().stream()
                .map(candidate -> Map.<String, Object>of(
                        "text", candidate.text(),
                        "type", candidate.kind(),
                        "signature", candidate.type(),
                        "start", start,
                        "end", end))
                .toList();
        environment.reply(new CompleteReply(matches, start, end, Map.of("_jupyter_types_experimental", types)));
    }

    void inspect(ShellReplyEnvironment environment, Message<InspectRequest> message) {
        InspectRequest request = message.getContent();
        int offset = CodePoints.toUtf16(request.getCode(), request.getCursorPos());
        var found = inspector.inspect(request.getCode(), offset);
        environment.reply(new InspectReply(
                found.isPresent(), found.map(Bundles::toDisplayData).orElseGet(DisplayData::new)));
    }

    void isComplete(ShellReplyEnvironment environment, Message<IsCompleteRequest> message) {
        environment.reply(state(message.getContent().getCode()));
    }

    private IsCompleteReply state(String code) {
        Analysis.Syntax syntax = compiler.analyze(code).syntax();
        if (syntax == Analysis.Syntax.INCOMPLETE) {
            return IsCompleteReply.getIncompleteReplyWithIndent(indent(code));
        }
        return syntax == Analysis.Syntax.INVALID ? IsCompleteReply.INVALID_CODE : IsCompleteReply.VALID_CODE;
    }

    /** The last line's indentation, one step deeper after an opening bracket. */
    private static String indent(String code) {
        String last = code.lines().reduce("", (before, line) -> line);
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.stripTrailing().matches(".*[{(\\[]|.*->") ? indent + INDENT : indent;
    }
}
