package dev.sonde.kernel.comm

import java.util.UUID
import java.util.concurrent.ConcurrentHashMap
import java.util.function.Consumer

/**
 * The comms of one session, and what it does with those that a page opens.
 *
 * Its handlers run on the thread that says what came; everything else is for any thread.
 */
class Comms(
    private val sink: Consumer<CommPost>,
) {
    private val targets = ConcurrentHashMap<String, (Comm, CommMessage) -> Unit>()
    private val open = ConcurrentHashMap<String, Comm>()

    /** Does [handler] with every comm that a page opens for [target] from now on, in place of what was said before. */
    fun register(target: String, handler: (Comm, CommMessage) -> Unit) {
        targets[target] = handler
    }

    /** Refuses what a page opens for [target] from now on; comms that are open stay so. */
    fun unregister(target: String) {
        targets.remove(target)
    }

    /** Opens a comm on the page's side: there, [target] must be known. */
    fun open(
        target: String,
        data: Map<String, Any?>,
        metadata: Map<String, Any?>,
        buffers: List<ByteArray>,
    ): Comm {
        val comm = Comm(UUID.randomUUID().toString().replace("-", ""), target, this)
        val opening = comm.opening(data, metadata, buffers)
        open[comm.id] = comm // before the page can answer
        sink.accept(opening)
        return comm
    }

    /** The open comms, by id, with what they were opened for. */
    fun openTargets(): Map<String, String> = open.mapValues { it.value.target }

    /** Whether a page may open a comm for this. */
    fun knows(target: String): Boolean = targets.containsKey(target)

    /** Whether a comm is open. */
    fun has(comm: String): Boolean = open.containsKey(comm)

    /** The page opened a comm; one whose handler fails is closed again. */
    fun opened(comm: String, target: String, message: CommMessage) {
        val handler = targets[target] ?: return sink.accept(CommPost.close(comm))
        val opened = Comm(comm, target, this)
        open.put(comm, opened)?.end()
        try {
            handler(opened, message)
        } catch (failure: Throwable) {
            if (opened.end()) {
                sink.accept(CommPost.close(comm))
            }
            throw failure
        }
    }

    /** The page said something through a comm. */
    fun received(comm: String, message: CommMessage) {
        open[comm]?.received(message)
    }

    /** The page closed a comm. */
    fun closed(comm: String, message: CommMessage) {
        open[comm]?.closed(message)
    }

    /** Closes all comms and forgets all targets. */
    fun reset() {
        targets.clear()
        close(open.values.toList())
    }

    /** Closes these comms, all of them, and only then throws what the end of one threw. */
    fun close(comms: List<Comm>) {
        val failures = comms.mapNotNull { comm -> runCatching { comm.close() }.exceptionOrNull() }
        failures.firstOrNull()?.let { first ->
            failures.drop(1).forEach(first::addSuppressed)
            throw first
        }
    }

    /** Lets go of everything and tells nobody. */
    fun clear() {
        targets.clear()
        open.values.toList().forEach(Comm::end)
    }

    internal fun post(post: CommPost) = sink.accept(post)

    internal fun forget(comm: Comm) {
        open.remove(comm.id, comm)
    }
}
