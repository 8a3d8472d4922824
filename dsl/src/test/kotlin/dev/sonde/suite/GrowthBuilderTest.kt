package dev.sonde.suite

import dev.sonde.dsl.adapterAblation
import dev.sonde.dsl.deltaKl
import dev.sonde.dsl.grown
import dev.sonde.dsl.suite
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalArgumentException
import org.junit.jupiter.api.Test

class GrowthBuilderTest {
    private val drift = deltaKl("drift") { prompts("a", "b") }
    private val shape = adapterAblation("shape") { prompts("a") }
    private val before =
        suite("grows") {
            +drift
            +shape
        }

    @Test
    fun `prompts are added to the probes that are named, in several steps, and the look is counted`() {
        val after =
            before.grown {
                more(drift, "c")
                more(shape, "x", "y")
                more(drift, "d", "e")
            }

        assertThat(after.entries().map { it.spec() })
            .containsExactly(
                drift.withPrompts(listOf("a", "b", "c", "d", "e")),
                shape.withPrompts(listOf("a", "x", "y")),
            )
        assertThat(after.defaults().look()).isEqualTo(2)
    }

    @Test
    fun `a probe put in the place of another one grows too, and a prompt is not taken twice`() {
        val after =
            before.grown {
                replace(drift.withAssertMeanGte(0.5))
                more(drift, "c")
            }

        assertThat(after.entries().first().spec())
            .isEqualTo(drift.withAssertMeanGte(0.5).withPrompts(listOf("a", "b", "c")))
        assertThatIllegalArgumentException()
            .isThrownBy { before.grown { more(drift, "b") } }
            .withMessageContaining("has the prompt 'b' twice")
        assertThatIllegalArgumentException()
            .isThrownBy { before.grown { more(deltaKl("other") { prompts("a") }, "b") } }
            .withMessageContaining("no probe 'other'")
    }
}
