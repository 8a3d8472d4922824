package dev.sonde.kernel.repl

import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.startCoroutine

/**
 * Runs [work] on the calling thread. The scripting engine declares its calls as suspending but never suspends, so a
 * coroutine library is not needed for it.
 */
internal fun <T> await(work: suspend () -> T): T {
    var result: Result<T>? = null
    work.startCoroutine(Continuation(EmptyCoroutineContext) { result = it })
    return checkNotNull(result) { "The scripting engine suspended, which it does not do up to Kotlin 2.3" }.getOrThrow()
}
