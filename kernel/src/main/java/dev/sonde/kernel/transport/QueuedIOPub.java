package dev.sonde.kernel.transport;

import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The broadcast channel; sending only queues, and nothing is thrown away however slow a client reads.
 *
 * <p>Its socket is not the base kernel's PUB but an XPUB, which hears who subscribes: each new subscriber is welcomed, so
 * that a client knows from when on it misses nothing.
 */
final class QueuedIOPub extends IOPubChannel {

    private static final byte SUBSCRIBE = 1;
    private static final int LONGEST_TOPIC = 256;

    private final Post post;
    private final ZMQ.Socket socket;

    QueuedIOPub(ZMQ.Context context, Post post) {
        super(context, HMACGenerator.NO_AUTH_INSTANCE);
        super.close(); // the base kernel's socket
        this.post = post;
        this.socket = context.socket(SocketType.XPUB);
        socket.setSndHWM(0);
        socket.setXpubVerbose(true); // a second client subscribes to what the first has subscribed to
    }

    /** The socket that everything goes through. */
    ZMQ.Socket socket() {
        return socket;
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        socket.bind(formatAddress(properties.getTransport(), properties.getIp(), properties.getIopubPort()));
    }

    /** The welcome for whoever sent these frames; empty if they are no subscription. */
    static Optional<Message<?>> welcome(List<byte[]> frames) {
        byte[] frame = frames.get(0);
        if (frames.size() != 1 || frame.length == 0 || frame.length > LONGEST_TOPIC || frame[0] != SUBSCRIBE) {
            return Optional.empty();
        }
        byte[] topic = Arrays.copyOfRange(frame, 1, frame.length);
        Map<String, String> content = Map.of("subscription", new String(topic, StandardCharsets.UTF_8));
        List<byte[]> identities = topic.length == 0 ? List.of() : List.of(topic); // what subscriptions are matched with
        return Optional.of(new Message<>(identities, new Header<>(MessageType.UNKNOWN), content));
    }

    @Override
    public void sendMessage(Message<?> message) {
        post.send(socket, message);
    }
}
