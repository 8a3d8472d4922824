/**
 * Jupyter's sockets around the base kernel's messages.
 *
 * <p>Decision: the base kernel's channels are kept as types and replaced in what they do. All sockets belong to one
 * thread ({@link dev.sonde.kernel.transport.SocketLoop}); every other thread only queues frames for it, because ZeroMQ
 * sockets are not thread-safe and do not survive an interrupt. It costs a hand-over per message, a few microseconds.
 */
@NullMarked
package dev.sonde.kernel.transport;

import org.jspecify.annotations.NullMarked;
