package dev.sonde.suite

import dev.sonde.dsl.deltaKl
import dev.sonde.dsl.suite
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

class SuiteBuilderTest {
    @Test
    fun `a plus before a probe that the suite has already adds nothing`() {
        val plain = suite("s") { deltaKl("d") { prompts("Hi") } }

        val plus = suite("s") { +deltaKl("d") { prompts("Hi") } }

        assertThat(plus).isEqualTo(plain)
    }

    @Test
    fun `two probes of one name are refused although they ask the same`() {
        val described = deltaKl("d") { prompts("Hi") }

        assertThatThrownBy {
            suite("s") {
                +described
                deltaKl("d") { prompts("Hi") }
            }
        }.hasMessageContaining("Two probes of suite 's' are called 'd'")
    }
}
