package dev.sonde.kernel.repl

import org.jetbrains.kotlin.progress.CompilationCanceledException
import org.jetbrains.kotlin.progress.CompilationCanceledStatus
import org.jetbrains.kotlin.progress.ProgressIndicatorAndCompilationCanceledStatus
import java.util.function.BooleanSupplier

/** Compiles only as long as somebody wants it: the compiler asks at each call that it resolves. */
internal object Wanted {
    /**
     * Lets the compiler work on this thread.
     *
     * @throws CompilationCanceledException once [unwanted]
     */
    fun <T> until(unwanted: BooleanSupplier, work: () -> T): T {
        val status =
            object : CompilationCanceledStatus {
                override fun checkCanceled() {
                    if (unwanted.asBoolean) throw CompilationCanceledException()
                }
            }
        ProgressIndicatorAndCompilationCanceledStatus.setCompilationCanceledStatus(status)
        try {
            return work()
        } finally {
            ProgressIndicatorAndCompilationCanceledStatus.setCompilationCanceledStatus(null)
        }
    }
}
