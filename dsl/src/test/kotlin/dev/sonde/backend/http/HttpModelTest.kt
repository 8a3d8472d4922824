package dev.sonde.backend.http

import dev.sonde.dsl.http
import dev.sonde.suite.SuiteYaml
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.nio.file.Path

class HttpModelTest {
    @Test
    fun `a cell and a suite file describe the same model on a server`() {
        FakeServer(ToyServer.models("vllm"), ToyServer(true)).use { server ->
            val file =
                """
                models:
                  ft: {kind: http, url: "${server.url()}", base: toy, adapter: tuned, concurrency: 4, top_k: 10, retries: 2}
                """.trimIndent()
            val written =
                SuiteYaml
                    .parse(
                        file,
                        "suite.yaml",
                        Path.of(""),
                        SuiteYaml.UnbuiltKinds.REFUSE,
                    ).model()
                    .orElseThrow()

            http(
                server.url(),
                base = "toy",
                adapter = "tuned",
                concurrency = 4,
                topK = 10,
                options =
                    mapOf("retries" to "2"),
            ).use { model ->
                assertThat(model.source()).contains(written)
                assertThat(model.card().content()).containsEntry("distributions", "best 10 tokens")
            }
        }
    }
}
