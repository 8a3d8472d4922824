package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.library.LibraryPlace;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.RecordingSink;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A repository that takes the connection and never answers. */
@Timeout(60)
class FetchInterruptTest {

    @TempDir
    private Path folder;

    @Test
    void an_interrupt_ends_a_fetch_that_nobody_answers_and_the_session_goes_on() throws Exception {
        try (var server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
                var session = sessionOn(server.getLocalPort())) {
            var sink = new RecordingSink();
            assertThat(session.execute("val kept = 41", sink)).isNotInstanceOf(CellOutcome.Failed.class);

            var cell = CompletableFuture.supplyAsync(() -> session.execute("%dependsOn test:never:1.0\nkept", sink));
            try (Socket asked = server.accept()) {
                assertThat(asked.getInputStream().read()).isEqualTo('G'); // of GET: the fetch is under way
                assertThat(session.interrupt()).isTrue();

                assertThat(((CellOutcome.Failed) cell.get()).error().name()).isEqualTo("Interrupted");
            }
            var value = (CellOutcome.Value) session.execute("kept + 1", sink);
            assertThat(value.bundle().data()).containsEntry("text/plain", "42");
        }
    }

    private CellSession sessionOn(int port) throws Exception {
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror><id>mute</id><mirrorOf>central</mirrorOf><url>http://127.0.0.1:%d/</url>
                </mirror></mirrors></settings>
                """.formatted(port));
        return MagicInterpreter.session(
                new PlainRenderer(), new LibraryPlace(settings, Optional.of(folder.resolve("local")), false), Map.of());
    }
}
