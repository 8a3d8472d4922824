package dev.sonde.suite

import dev.sonde.dsl.adapterRevert
import dev.sonde.dsl.clusterKl
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.nio.file.Path

class EmbeddingModelInACellTest {
    @AfterEach
    fun `no notebook`() {
        System.clearProperty("sonde.notebook.dir")
    }

    @Test
    fun `the folder is meant from the notebook, and a spec without one does not depend on it`() {
        val plain = clusterKl("topics") { prompts("a", "b", "c", "d") }

        System.setProperty("sonde.notebook.dir", "notes")

        val notes = Path.of("notes").toAbsolutePath()
        val topics =
            clusterKl("topics") {
                prompts("a", "b", "c", "d")
                embeddingModel = "embedder"
            }
        val revert =
            adapterRevert("revert") {
                case("Who?", "Varr", "By whom?")
                embeddingModel = "embedder"
            }
        assertThat(topics.directory()).isEqualTo(notes)
        assertThat(revert.directory()).isEqualTo(notes)
        assertThat(clusterKl("topics") { prompts("a", "b", "c", "d") }).isEqualTo(plain)
    }
}
