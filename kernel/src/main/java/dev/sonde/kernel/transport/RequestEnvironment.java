package dev.sonde.kernel.transport;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a handler answers through. The router says busy before the handler and idle after it, so a handler only
 * publishes and replies, in the order in which it wants to be heard.
 */
public final class RequestEnvironment extends ShellReplyEnvironment {

    private final QueuedStdin stdin;
    private final Instant started = Instant.now();
    private volatile boolean replied;

    RequestEnvironment(QueuedShell shell, QueuedStdin stdin, QueuedIOPub iopub, MessageContext context) {
        super(shell, stdin, iopub, context);
        this.stdin = stdin;
    }

    /** The environment of a handler, which is always of this type. */
    public static RequestEnvironment of(ShellReplyEnvironment environment) {
        return (RequestEnvironment) environment;
    }

    @Override
    public void reply(Message<?> message) {
        super.reply(message);
        replied = true;
    }

    /** True once a reply was sent. */
    boolean replied() {
        return replied;
    }

    /** Replies with a content that the base kernel has no class for, and with when work on the request began. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void replyWith(MessageType<?> type, Map<String, ?> content) {
        reply(new Message(getContext(), type, content, List.of(), Map.of("started", started.toString())));
    }

    /**
     * Broadcasts a message with more than a content.
     *
     * @param content JSON, whose nulls are kept
     * @param buffers go beside the content, as they are
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void publish(MessageType<?> type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        publish(new Message(getContext(), type, content, buffers, metadata.asMap()));
    }

    /**
     * Asks the client that sent the request for a line.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public String ask(String prompt, boolean password) throws InterruptedException {
        return stdin.ask(getContext(), prompt, password);
    }

    /** Does nothing: the router has said busy, and will say idle. */
    @Override
    public void setBusyDeferIdle() {}
}
