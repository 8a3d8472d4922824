package dev.sonde.kernel.comm

import dev.sonde.kernel.comm.CommPost.Kind

/**
 * A line between this kernel and a client's page, open until one of them closes it.
 *
 * Messages are handled one after the other, between cells and never during one: a cell that waits for a message waits for
 * ever. Sending and closing are for any thread. Without a client (`sonde run`) messages go nowhere, silently, and none come.
 *
 * @property id what both sides call it
 * @property target what it was opened for
 */
class Comm internal constructor(
    val id: String,
    val target: String,
    private val comms: Comms,
) {
    private var message: ((CommMessage) -> Unit)? = null
    private var closing: ((CommMessage) -> Unit)? = null

    /** Whether neither side has closed it. */
    @Volatile
    var isOpen = true
        private set

    /**
     * Does [handler] with each message of the page from now on, in place of what was said before. Messages that come
     * while there is none are lost.
     *
     * ```
     * comm.onMessage { message -> comm.send("twice" to 2 * (message["n"] as Int)) }
     * ```
     */
    fun onMessage(handler: (CommMessage) -> Unit) {
        synchronized(this) { message = handler }
    }

    /** Does [handler] once, when the comm is closed, by whichever side; in place of what was said before. */
    fun onClose(handler: (CommMessage) -> Unit) {
        synchronized(this) { closing = handler }
    }

    /** Says [fields] to the page, as one object. */
    fun send(vararg fields: Pair<String, Any?>) = send(fields.toMap())

    /**
     * Says something to the page.
     *
     * @param data a map, usually, of maps, lists, texts, numbers, booleans and null; NaN arrives as null
     * @param metadata for what is not data
     * @param buffers bytes that go beside the data, as they are
     * @throws IllegalArgumentException if something in [data] is none of that
     * @throws IllegalStateException if the comm is closed
     */
    fun send(
        data: Map<String, Any?>,
        metadata: Map<String, Any?> = emptyMap(),
        buffers: List<ByteArray> = emptyList(),
    ) {
        check(isOpen) {
            "The comm '$target' is closed, so nothing can be sent through it. Open another with openComm(\"$target\")."
        }
        comms.post(said(Kind.MESSAGE, data, metadata, buffers))
    }

    /**
     * Closes the comm: what [onClose] said is done with [data], then the page is told. Of no effect on a closed comm.
     *
     * @param metadata for what is not data
     * @param buffers bytes that go beside the data, as they are
     */
    fun close(
        data: Map<String, Any?> = emptyMap(),
        metadata: Map<String, Any?> = emptyMap(),
        buffers: List<ByteArray> = emptyList(),
    ) {
        if (!isOpen) {
            return
        }
        val last = said(Kind.CLOSE, data, metadata, buffers)
        val handler = synchronized(this) { closing.also { closing = null } }
        try {
            handler?.invoke(CommMessage(data, metadata, buffers))
        } finally {
            if (end()) {
                comms.post(last)
            }
        }
    }

    /** What opens it on the page's side. */
    internal fun opening(data: Map<String, Any?>, metadata: Map<String, Any?>, buffers: List<ByteArray>) =
        said(Kind.OPEN, data, metadata, buffers)

    /** The page said something. */
    internal fun received(words: CommMessage) = synchronized(this) { message }?.invoke(words)

    /** The page closed it. */
    internal fun closed(words: CommMessage) {
        val handler = synchronized(this) { closing.also { closing = null } }
        end()
        handler?.invoke(words)
    }

    /** Lets go of what the handlers hold; false if it had ended before. */
    internal fun end(): Boolean =
        synchronized(this) {
            message = null
            closing = null
            isOpen.also {
                isOpen = false
                comms.forget(this)
            }
        }

    private fun said(
        kind: Kind,
        data: Map<String, Any?>,
        metadata: Map<String, Any?>,
        buffers: List<ByteArray>,
    ) = CommPost(kind, id, target, PlainJson.of(data), PlainJson.ofMap(metadata), buffers)

    override fun toString() = "comm '$target' (${if (isOpen) "open" else "closed"}, $id)"
}
