package dev.sonde.kernel.transport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.StdinChannel;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.request.InputRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.ZMQ;

/** The channel on which a cell asks the user. */
final class QueuedStdin extends StdinChannel {

    private final Post post;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    QueuedStdin(ZMQ.Context context, Post post) {
        super(context, HMACGenerator.NO_AUTH_INSTANCE);
        this.post = post;
    }

    /**
     * Asks the client that sent {@code context} for a line and waits for it.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    String ask(MessageContext context, String prompt, boolean password) throws InterruptedException {
        answers.clear(); // what was typed for an interrupted question is no answer to this one
        post.send(this, new Message<>(context, InputRequest.MESSAGE_TYPE, new InputRequest(prompt, password)));
        return answers.take();
    }

    /** Takes an {@code input_reply}; a missing value is an empty line. */
    void answer(Message<?> reply) {
        JsonElement value = reply.getContent() instanceof JsonObject content ? content.get("value") : null;
        answers.add(value != null && value.isJsonPrimitive() ? value.getAsString() : "");
    }

    @Override
    public void sendMessage(Message<?> message) {
        post.send(this, message);
    }
}
