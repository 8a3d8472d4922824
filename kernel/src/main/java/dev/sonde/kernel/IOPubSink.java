package dev.sonde.kernel;

import com.google.gson.JsonObject;
import dev.sonde.kernel.comm.CommPost;
import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.transport.RequestEnvironment;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishClearOutput;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Broadcasts a cell's outputs to the clients, as answers to the request that started the cell. */
final class IOPubSink implements OutputSink {

    private final RequestEnvironment environment;
    private final List<Map<String, Object>> pages = new ArrayList<>();
    private final StreamPace pace = new StreamPace();
    private boolean replied;

    IOPubSink(RequestEnvironment environment) {
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

    @Override
    public void hurry() {
        pace.hurry();
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
    public void comm(CommPost post) {
        var content = new JsonObject();
        content.addProperty("comm_id", post.comm());
        if (post.kind() == CommPost.Kind.OPEN) {
            content.addProperty("target_name", post.target());
        }
        content.add("data", post.data());
        MessageType<?> type =
                switch (post.kind()) {
                    case OPEN -> MessageType.COMM_OPEN_COMMAND;
                    case MESSAGE -> MessageType.COMM_MSG_COMMAND;
                    case CLOSE -> MessageType.COMM_CLOSE_COMMAND;
                };
        environment.publish(type, content, post.metadata(), post.buffers());
    }

    @Override
    public void clear(boolean wait) {
        environment.publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW);
    }
}
