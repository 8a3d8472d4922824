package dev.sonde.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.ModelSource;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server says it serves decides whether it is asked at all. */
class ServedModelsTest {
    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));

    ServedModelsTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void refuses_names_that_the_server_does_not_have() {
        assertRefused("toy", "tuned-v2", "The server has no model 'tuned-v2'; it serves [toy, tuned].");
        assertRefused("other", "tuned", "The server has no model 'other'; it serves [toy, tuned].");
    }

    @Test
    void refuses_to_compare_a_model_with_itself() {
        server.models("""
                {"data": [{"id": "toy", "owned_by": "vllm", "root": "org/toy"},
                          {"id": "alias", "owned_by": "vllm", "root": "org/toy"}]}
                """);

        assertRefused("toy", "alias", "Base 'toy' and adapter 'alias' are one model: the server loaded both from");
    }

    @Test
    void refuses_an_adapter_of_another_model() {
        server.models(ToyServer.models("vllm").replace("\"parent\": \"toy\"", "\"parent\": \"llama\""));

        assertRefused("toy", "tuned", "Adapter 'tuned' belongs to model 'llama', not to 'toy'.");
    }

    @Test
    void takes_a_second_name_of_the_base_for_the_base() {
        server.models("""
                {"data": [{"id": "toy", "owned_by": "vllm", "root": "org/toy"},
                          {"id": "toy-alias", "owned_by": "vllm", "root": "org/toy"},
                          {"id": "tuned", "owned_by": "vllm", "root": "/lora", "parent": "toy"}]}
                """);

        open("toy-alias", "tuned");
    }

    @Test
    void goes_on_where_there_is_no_list_and_refuses_one_that_is_none() {
        server.models("");
        open("toy", "tuned");

        server.models("{\"data\": \"all of them\"}");
        assertRefused("toy", "tuned", "The reply to /models has no list 'data'.");
    }

    private void open(String base, String adapter) {
        try (var backend = HttpServers.open(ModelSource.http(server.url(), base, Optional.of(adapter)))) {
            assertThat(backend.capabilities()).contains(Capability.FINE_TUNED);
        }
    }

    private void assertRefused(String base, String adapter, String message) {
        assertThatThrownBy(() -> open(base, adapter))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(message);
    }
}
