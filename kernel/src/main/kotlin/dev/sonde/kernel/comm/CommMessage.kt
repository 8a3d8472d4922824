package dev.sonde.kernel.comm

/**
 * What the other side of a comm said. It is its data, as a map: `message["n"]`.
 *
 * Values are plain: maps, lists, texts, `Int` (`Long` where that is too small, `Double` with a fraction), booleans and null.
 *
 * @property data all of the data, also when it is not an object; then the map is empty
 * @property metadata what was said beside the data
 * @property buffers bytes that came with the message, as they were sent
 */
class CommMessage(
    val data: Any?,
    val metadata: Map<String, Any?>,
    val buffers: List<ByteArray>,
) : Map<String, Any?> by fields(data) {
    override fun toString() = data.toString()

    override fun equals(other: Any?) = fields(data) == other

    override fun hashCode() = fields(data).hashCode()
}

@Suppress("UNCHECKED_CAST") // the keys of JSON are texts
private fun fields(data: Any?): Map<String, Any?> = data as? Map<String, Any?> ?: emptyMap()
