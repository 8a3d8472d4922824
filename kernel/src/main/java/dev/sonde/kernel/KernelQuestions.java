package dev.sonde.kernel;

import dev.sonde.kernel.transport.RequestEnvironment;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager.ResultFlag;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.reply.HistoryReply;
import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import io.github.spencerpark.jupyter.messages.request.KernelInfoRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers what clients ask about the kernel: who it is, and what ran in it. */
final class KernelQuestions {

    private final BaseKernel kernel;
    private final CellHistory history;

    KernelQuestions(BaseKernel kernel, CellHistory history) {
        this.kernel = kernel;
        this.history = history;
    }

    void info(ShellReplyEnvironment environment, Message<KernelInfoRequest> message) {
        RequestEnvironment.of(environment)
                .replyWith(
                        MessageType.KERNEL_INFO_REPLY,
                        Map.of(
                                "status", "ok",
                                "protocol_version", Header.PROTOCOL_VERISON,
                                "implementation", "sonde",
                                "implementation_version", SondeKernel.version(),
                                "language_info", kernel.getLanguageInfo(),
                                "banner", kernel.getBanner(),
                                "help_links", kernel.getHelpLinks(),
                                "debugger", false,
                                "supported_features", List.of()));
    }

    void history(ShellReplyEnvironment environment, Message<HistoryRequest> message) {
        environment.reply(new HistoryReply(entries(message.getContent())));
    }

    private List<HistoryEntry> entries(HistoryRequest request) {
        Set<ResultFlag> flags = EnumSet.noneOf(ResultFlag.class);
        if (request.includeOutput()) {
            flags.add(ResultFlag.INCLUDE_OUTPUT);
        }
        if (request instanceof HistoryRequest.Search search) {
            if (search.filterUnique()) {
                flags.add(ResultFlag.UNIQUE);
            }
            return history.search(search.getPattern(), search.getMaxReturnLength(), flags);
        }
        if (request instanceof HistoryRequest.Range range) {
            return history.lookupRange(range.getSessionIndex(), range.getStart(), range.getStop(), flags);
        }
        return history.lookupTail(((HistoryRequest.Tail) request).getMaxReturnLength(), flags);
    }
}
