package dev.sonde.kernel;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import io.github.spencerpark.jupyter.channels.ReplyEnvironment;
import io.github.spencerpark.jupyter.messages.publish.PublishClearOutput;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Broadcasts a cell's outputs to the clients, as answers to the request that started the cell. */
final class IOPubSink implements OutputSink {

    private final ReplyEnvironment environment;
    private final List<Map<String, Object>> pages = new ArrayList<>();
    private final StreamPace pace = new StreamPace();
    private boolean replied;

    IOPubSink(ReplyEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void stream(StreamName name, String text) {
        var type = name == StreamName.STDOUT ? PublishStream.StreamType.OUT : PublishStream.StreamType.ERR;
        pace.await(text);
        environment.publish(new PublishStream(type, text));
    }

    @Override
    public void display(DisplayBundle bundle) {
        environment.publish(new PublishDisplayData(Bundles.toDisplayData(bundle)));
    }

    @Override
    public void update(DisplayBundle bundle) {
        environment.publish(new PublishUpdateDisplayData(Bundles.toDisplayData(bundle)));
    }

    /** Goes with the cell's reply, for the client to show in its own way; as a display when the reply is out. */
    @Override
    public synchronized void page(DisplayBundle text) {
        if (replied) {
            display(text);
        } else {
            pages.add(Map.of("source", "page", "data", text.data(), "start", 0));
        }
    }

    /** The payload of the cell's reply, which is sent now. */
    synchronized List<Map<String, Object>> payload() {
        replied = true;
        return List.copyOf(pages);
    }

    @Override
    public void clear(boolean wait) {
        environment.publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW);
    }
}
