// What cells and code in a page say to each other.
package dev.sonde.kernel.cell

import dev.sonde.kernel.comm.Comm
import dev.sonde.kernel.comm.CommMessage
import dev.sonde.kernel.session.CellComms

/**
 * Does [handler] with every comm that a page opens for [name] from now on, and with what it opened it with. Saying it
 * again for the same name replaces what was said; comms that are open go on as they are.
 *
 * ```
 * commTarget("echo") { comm, opened ->
 *     comm.onMessage { message -> comm.send(message) }
 *     comm.onClose { println("gone") }
 * }
 * ```
 *
 * Handlers run between cells, one after the other, and may print and display; the client decides where that is seen. What one
 * throws is told on the error stream, and the comm goes on, but for one whose opening failed. `%reset` forgets all targets and
 * closes all comms.
 */
fun commTarget(name: String, handler: (comm: Comm, opened: CommMessage) -> Unit) =
    CellComms.current().register(name, handler)

/** Refuses comms that a page opens for [name] from now on; those that are open stay so. */
fun removeCommTarget(name: String) = CellComms.current().unregister(name)

/**
 * Opens a comm to the page, where code must have registered [target] with the client; a client that does not know it
 * closes the comm again. Without a client, as in `sonde run`, the comm stays open and what is sent goes nowhere.
 *
 * ```
 * val comm = openComm("progress", mapOf("total" to 100))
 * comm.send("done" to 1)
 * ```
 *
 * @param data maps, lists, texts, numbers, booleans and null
 * @param metadata for what is not data
 * @param buffers bytes that go beside the data, as they are
 */
fun openComm(
    target: String,
    data: Map<String, Any?> = emptyMap(),
    metadata: Map<String, Any?> = emptyMap(),
    buffers: List<ByteArray> = emptyList(),
): Comm = CellComms.current().open(target, data, metadata, buffers)
