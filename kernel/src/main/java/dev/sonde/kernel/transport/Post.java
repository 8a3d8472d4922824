package dev.sonde.kernel.transport;

import io.github.spencerpark.jupyter.messages.Message;
import org.zeromq.ZMQ;

/** Where channels leave their messages; any thread may. */
@FunctionalInterface
interface Post {

    /** Encodes the message now and queues its frames for the socket. */
    void send(ZMQ.Socket socket, Message<?> message);
}
