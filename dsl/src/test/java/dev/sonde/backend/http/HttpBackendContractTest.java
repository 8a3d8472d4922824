package dev.sonde.backend.http;

import dev.sonde.backend.BackendContract;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.ScoringBackend;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class HttpBackendContractTest extends BackendContract {
    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));
    private final ScoringBackend backend =
            HttpServers.open(ModelSource.http(server.url(), "toy", Optional.of("tuned")));

    HttpBackendContractTest() throws IOException {}

    @Override
    protected ScoringBackend backend() {
        return backend;
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }
}
