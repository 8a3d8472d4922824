package dev.sonde.kernel.transport;

import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import org.zeromq.ZMQ;

/** The broadcast channel; sending only queues, and nothing is thrown away however slow a client reads. */
final class QueuedIOPub extends IOPubChannel {

    private final Post post;

    QueuedIOPub(ZMQ.Context context, Post post) {
        super(context, HMACGenerator.NO_AUTH_INSTANCE);
        this.post = post;
        setSndHWM(0);
    }

    @Override
    public void sendMessage(Message<?> message) {
        post.send(this, message);
    }
}
